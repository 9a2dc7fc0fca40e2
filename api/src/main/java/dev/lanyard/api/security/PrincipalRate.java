package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.api.security.authentication.CallerAuthentication;
import dev.lanyard.domain.PrincipalId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Limits the requests of one principal, from wherever they come: 429, counted. */
public final class PrincipalRate implements HandlerInterceptor {
  private final Limit<PrincipalId> requests;
  private final Function<HttpServletRequest, Caller> callers;

  /**
   * Makes an interceptor with a limit.
   *
   * @param callers who makes a request
   */
  public PrincipalRate(Limit<PrincipalId> requests, Function<HttpServletRequest, Caller> callers) {
    this.requests = requests;
    this.callers = callers;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse reply, Object handler) {
    if (hasCaller(request) && !isOpen(request)) {
      requests
          .tooMany(callers.apply(request).principal(), request.getRemoteAddr())
          .ifPresent(
              wait -> {
                throw Refusals.tooMany(wait).exception();
              });
    }
    return true;
  }

  /** Neither open routes, whatever the method, nor the scraper of the meters prove a principal. */
  private static boolean hasCaller(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof CallerAuthentication;
  }

  private static boolean isOpen(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return true;
    }
    String id =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    return Routes.of(id, request.getMethod())
        .filter(route -> route.access() == Route.Access.OPEN)
        .isPresent();
  }
}
