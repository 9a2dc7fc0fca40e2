package dev.lanyard.api.security.authentication;

import dev.lanyard.api.http.PathNormaliser;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.api.http.Surface;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/** Which routes need no token; all others do, whether or not there is something behind them. */
public final class OpenRoutes {
  private static final List<String> HEALTH = List.of("actuator", "health");
  private static final List<String> METRICS = List.of("actuator", "prometheus");
  private static final Set<List<String>> OUTSIDE_TENANTS =
      Set.of(
          List.of("agents", "enrolment"),
          List.of("agents", "renewal"),
          List.of("metadata", "endpoints"),
          List.of("discovery", "keys"),
          List.of("discovery", "v2.0", "keys"));

  /** What stands behind a tenant, or what stands for one, in the paths of the authority. */
  private static final Set<List<String>> AUTHORITY =
      Set.of(
          List.of("v2.0", ".well-known", "openid-configuration"),
          List.of(".well-known", "openid-configuration"),
          List.of("discovery", "keys"),
          List.of("discovery", "v2.0", "keys"),
          List.of("discovery", "instance"),
          List.of("oauth2", "token"),
          List.of("oauth2", "v2.0", "token"));

  private OpenRoutes() {}

  /** Whether a request is answered without a token. */
  public static boolean matches(HttpServletRequest request) {
    return isAuthority(request) || segments(request).equals(HEALTH);
  }

  /** Whether it is for the authority or for enrolment, which take no token and read none. */
  static boolean isAuthority(HttpServletRequest request) {
    var path = segments(request);
    return OUTSIDE_TENANTS.contains(path)
        || (path.size() > 2
            && isOwn(path)
            && (AUTHORITY.contains(path.subList(1, path.size())) || isStatusList(path)));
  }

  private static boolean isStatusList(List<String> path) {
    return path.size() == 3 && path.get(1).equals("statuslists");
  }

  /**
   * A tenant is never called as another surface begins: routing would read such a path otherwise.
   */
  private static boolean isOwn(List<String> path) {
    return new RequestPath(path).surface() == Surface.OWN;
  }

  /** Whether it is for the metrics. */
  static boolean isMetrics(HttpServletRequest request) {
    return segments(request).equals(METRICS);
  }

  /** Whether it is for the Graph slice, whose tokens have an audience of their own. */
  static boolean isGraph(HttpServletRequest request) {
    var path = segments(request);
    return !path.isEmpty() && path.getFirst().equals("v1.0");
  }

  private static List<String> segments(HttpServletRequest request) {
    return request.getAttribute(PathNormaliser.ATTRIBUTE) instanceof RequestPath(var segments)
        ? segments
        : List.of();
  }
}
