package dev.lanyard.api.security;

import dev.lanyard.api.security.Route.Access;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of all routes and what each takes, by method. A route that is not in it is not served.
 */
public final class Routes {
  private static final Map<String, Route> BY_KEY =
      all().collect(Collectors.toUnmodifiableMap(Routes::key, Function.identity()));

  private Routes() {}

  /** Every row: those of ARM, then those of our own surfaces. */
  public static Stream<Route> all() {
    return Stream.of(ArmRoutes.ROWS, OwnRoutes.ROWS).flatMap(List::stream);
  }

  /**
   * The row of a route.
   *
   * @param id as in {@link Route#id}
   * @param method in upper case; HEAD counts as GET
   */
  public static Optional<Route> of(String id, String method) {
    return Optional.ofNullable(BY_KEY.get(key(id, method.equals("HEAD") ? "GET" : method)));
  }

  /** The methods that a route has, in the order of the table. */
  public static List<String> methodsOf(String id) {
    return all().filter(route -> route.id().equals(id)).map(Route::method).toList();
  }

  private static String key(Route route) {
    return key(route.id(), route.method());
  }

  private static String key(String id, String method) {
    return method + " " + id;
  }

  /** A right at the scope that the path names. */
  static Route right(String id, String method, String action, String sample, String scope) {
    return new Route(id, method, sample, Access.RIGHT, action, scope, method.equals("DELETE"));
  }

  static Route listing(String id, Access access, String action, String sample, String scope) {
    return new Route(id, "GET", sample, access, action, scope, false);
  }

  /** Reading, changing and deleting one thing of a type. */
  static Stream<Route> thing(
      String id, String type, String sample, String scope, String... writes) {
    Stream<Route> rights =
        Stream.of("GET", "DELETE")
            .map(method -> right(id, method, type + "/" + verb(method), sample, scope));
    return Stream.concat(
        rights, Stream.of(writes).map(method -> right(id, method, type + "/write", sample, scope)));
  }

  private static String verb(String method) {
    return method.equals("GET") ? "read" : method.toLowerCase(Locale.ROOT);
  }
}
