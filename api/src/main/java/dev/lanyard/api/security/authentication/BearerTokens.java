package dev.lanyard.api.security.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the token of a request in its one {@code Authorization} header (RFC 6750, section 2.1); a
 * token in a body or a query would be in logs.
 */
public final class BearerTokens implements AuthenticationConverter {
  private static final int LENGTH_MAX = 16 * 1024;
  private static final Pattern HEADER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    if (OpenRoutes.isAuthority(request)) {
      return null;
    }
    var headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      return null;
    }
    var header = HEADER.matcher(headers.getFirst().strip());
    if (headers.size() > 1 || headers.getFirst().length() > LENGTH_MAX || !header.matches()) {
      throw new Unauthenticated(Unauthenticated.Why.INVALID);
    }
    return new BearerTokenAuthenticationToken(header.group(1));
  }
}
