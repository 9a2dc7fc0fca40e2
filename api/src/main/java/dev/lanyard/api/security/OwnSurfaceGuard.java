package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.authentication.ScraperAuthentication;
import dev.lanyard.domain.ResourcePath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Stands before the handlers of our own surfaces, and lets in who may by the route table. The ARM
 * surface has one handler for all its routes, which asks the table itself.
 */
public final class OwnSurfaceGuard implements HandlerInterceptor {
  /** The request attribute that holds the {@link GuardedRequest}. */
  static final String ATTRIBUTE = "dev.lanyard.guardedRequest";

  private final Guard guard;
  private final Function<HttpServletRequest, Caller> callers;
  private final Set<Class<?>> unguarded;

  /**
   * Makes an interceptor.
   *
   * @param callers who makes a request
   * @param unguarded the controllers that ask the table themselves, or tell failures
   */
  public OwnSurfaceGuard(
      Guard guard, Function<HttpServletRequest, Caller> callers, Set<Class<?>> unguarded) {
    this.guard = guard;
    this.callers = callers;
    this.unguarded = Set.copyOf(unguarded);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse reply, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || unguarded.contains(method.getBeanType())
        || tellsMethods(request)) {
      return true;
    }
    Route route = routeOf(request);
    if (route.access() != Route.Access.OPEN && !isScraper(request)) {
      Requirement needed = route.at(ResourcePath.ROOT, "");
      request.setAttribute(ATTRIBUTE, guard.admit(request, callers.apply(request), needed, route));
    }
    return true;
  }

  /** Spring answers OPTIONS itself, with the methods of the path alone. */
  private static boolean tellsMethods(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) == null;
  }

  /** Whom the scrape token lets in to the metrics is no principal, and has no rights to check. */
  static boolean isScraper(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof ScraperAuthentication;
  }

  /** A handler may stand for all methods; those without a row are none of its route's. */
  private static Route routeOf(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String id = String.valueOf(pattern);
    List<String> methods = Routes.methodsOf(id);
    if (methods.isEmpty()) {
      throw new IllegalStateException(request.getMethod() + " " + id + " has no row");
    }
    return Routes.of(id, request.getMethod())
        .orElseThrow(() -> Problem.methodNotAllowed(methods.toArray(String[]::new)).exception());
  }
}
