package dev.lanyard.api.security.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
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
  private static final String SCHEME = "Bearer ";

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    if (OpenRoutes.isAuthority(request)) {
      return null;
    }
    var headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.isEmpty()) {
      return null;
    }
    var header = headers.getFirst().strip();
    if (headers.size() > 1
        || headers.getFirst().length() > LENGTH_MAX
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Unauthenticated(Unauthenticated.Why.INVALID);
    }
    int start = SCHEME.length();
    while (start < header.length() && header.charAt(start) == ' ') {
      start++;
    }
    if (!isToken(header, start)) {
      throw new Unauthenticated(Unauthenticated.Why.INVALID);
    }
    return new BearerTokenAuthenticationToken(header.substring(start));
  }

  /** The grammar of {@code b64token}, by hand: a pattern took longer than the rest of all this. */
  private static boolean isToken(String header, int start) {
    int end = header.length();
    while (end > start && header.charAt(end - 1) == '=') {
      end--;
    }
    for (int at = start; at < end; at++) {
      char c = header.charAt(at);
      if (!(c >= 'a' && c <= 'z')
          && !(c >= 'A' && c <= 'Z')
          && !(c >= '0' && c <= '9')
          && "._~+/-".indexOf(c) < 0) {
        return false;
      }
    }
    return end > start;
  }
}
