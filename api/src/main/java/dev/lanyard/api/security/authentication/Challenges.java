package dev.lanyard.api.security.authentication;

import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.http.ErrorReplies;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.security.authentication.Unauthenticated.Why;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Tells a request that it needs a token, or another one, and where to get it. */
public final class Challenges implements AuthenticationEntryPoint {
  private final Endpoints endpoints;
  private final TurnedAway turnedAway;

  /** Makes the challenges of an authority. */
  public Challenges(Endpoints endpoints, TurnedAway turnedAway) {
    this.endpoints = endpoints;
    this.turnedAway = turnedAway;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse reply, AuthenticationException failure)
      throws IOException {
    var why = failure instanceof Unauthenticated known ? known.why() : Why.MISSING;
    turnedAway.count(request.getRemoteAddr(), why.code());
    ErrorReplies.write(request, reply, problem(why));
  }

  /** RFC 6750, section 3, in the words of ARM. */
  private Problem problem(Why why) {
    return Problem.of(401, why.code(), why.text())
        .with(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"%s\", error=\"invalid_token\", error_description=\"%s\""
                .formatted(endpoints.authority(), why.text()));
  }
}
