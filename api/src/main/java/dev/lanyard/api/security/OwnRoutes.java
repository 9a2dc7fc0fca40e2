package dev.lanyard.api.security;

import dev.lanyard.api.security.Route.Access;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of our own surfaces, by the pattern that serves them. Their scope is the root; what
 * audit questions are about, and what of their answers may be seen, their controllers ask for.
 */
final class OwnRoutes {
  private static final String ROOT = "/";
  private static final String PRINCIPALS = "Lanyard.Directory/principals";
  private static final String CREDENTIALS = PRINCIPALS + "/credentials";

  static final List<Route> ROWS =
      Stream.of(
              audit(),
              LogRoutes.rows(),
              access(),
              principals(),
              trust(),
              operations(),
              ComplianceRoutes.rows(),
              AuthorityRoutes.rows(),
              open())
          .flatMap(r -> r)
          .toList();

  private OwnRoutes() {}

  private static Stream<Route> audit() {
    return Stream.of(
        listing("/audit/stream", "Lanyard.Audit/stream/read", "/audit/stream?to={number}"),
        listing("/audit/events", "Lanyard.Audit/events/read", "/audit/events"),
        listing("/audit/events/{position}", "Lanyard.Audit/events/read", "/audit/events/{number}"),
        right(
            "/audit/events/{position}/erase",
            "POST",
            "Lanyard.Audit/events/erase/action",
            "/audit/events/{number}/erase",
            false),
        listing(
            "/audit/cascades/{correlation}",
            "Lanyard.Audit/cascades/read",
            "/audit/cascades/{guid}"),
        listing("/history", "Lanyard.Audit/history/read", "/history?subject={guid}"),
        listing(
            "/history/diff",
            "Lanyard.Audit/history/read",
            "/history/diff?from=1&to=1&scope=/subscriptions/{sub}/resourceGroups/{group}"));
  }

  static Route listing(String id, String action, String sample) {
    return Routes.listing(id, Access.LISTING, action, sample, ROOT);
  }

  /** Each question needs the right at the scope that it is about, which the controller asks for. */
  private static Stream<Route> access() {
    return Stream.of(
        new Route(
            "/access/check",
            "POST",
            "/access/check",
            Access.LISTING,
            "Lanyard.Access/check/action",
            ROOT,
            false),
        listing(
            "/access/who",
            "Lanyard.Access/who/read",
            "/access/who?action=Microsoft.Web/sites/read"
                + "&scope=/subscriptions/{sub}/resourceGroups/{group}"),
        listing("/access/what", "Lanyard.Access/what/read", "/access/what?principal={guid}"),
        listing("/access/uses", "Lanyard.Access/uses/read", "/access/uses?principal={guid}"));
  }

  private static Stream<Route> principals() {
    String one = "/principals/{id}";
    String credentials = one + "/credentials";
    String credential = credentials + "/{credentialId}";
    return Stream.of(
        right(one, "GET", PRINCIPALS + "/read", "/principals/{guid}", false),
        // Disabling a principal takes rights away; the controller asks for the rest.
        right(one, "PUT", PRINCIPALS + "/write", "/principals/{guid}", true),
        right(one, "DELETE", PRINCIPALS + "/delete", "/principals/{guid}", true),
        right(credentials, "GET", CREDENTIALS + "/read", "/principals/{guid}/credentials", false),
        right(credentials, "POST", CREDENTIALS + "/write", "/principals/{guid}/credentials", false),
        right(
            credential,
            "DELETE",
            CREDENTIALS + "/delete",
            "/principals/{guid}/credentials/{guid}",
            true),
        right(
            one + "/revokeTokens",
            "POST",
            PRINCIPALS + "/revokeTokens/action",
            "/principals/{guid}/revokeTokens",
            true));
  }

  /** For whom tokens are made, and whose tokens are taken. */
  private static Stream<Route> trust() {
    return Stream.of("audience", "issuer")
        .flatMap(
            one -> {
              String path = "/" + one + "s";
              String type = "Lanyard.Tokens" + path;
              return Stream.of(
                  right(path, "GET", type + "/read", path, false),
                  right(path, "PUT", type + "/write", path, false),
                  right(
                      path,
                      "DELETE",
                      type + "/delete",
                      "%s?%s=https://nobody.example".formatted(path, one),
                      true));
            });
  }

  private static Stream<Route> operations() {
    return Stream.of(
        right(
            "/operations/rebuilds",
            "POST",
            "Lanyard.Operations/rebuilds/write",
            "/operations/rebuilds",
            true),
        right(
            "/operations/rebuilds/{id}",
            "GET",
            "Lanyard.Operations/rebuilds/read",
            "/operations/rebuilds/{guid}",
            true),
        right("/actuator/prometheus", "GET", "Lanyard.Metrics/read", "/actuator/prometheus", true));
  }

  static Route right(String id, String method, String action, String sample, boolean asOfTheView) {
    return new Route(id, method, sample, Access.RIGHT, action, ROOT, asOfTheView);
  }

  /** What needs a name at most; paths that nothing serves are told apart only to who has one. */
  private static Stream<Route> open() {
    return Stream.of(
        get("/actuator/health", Access.OPEN),
        get("/actuator/health/**", Access.AUTHENTICATED),
        get("/actuator", Access.AUTHENTICATED),
        // The directory is the tenant's: who is known in it may look others up. Of managed
        // identities the surface itself shows what its caller may read.
        graph("GET"),
        graph("POST"),
        // They say what events look like, and nothing of those that happened.
        get("/audit/schemas", Access.AUTHENTICATED),
        new Route(
            "/audit/schemas/{name}/{version}",
            "GET",
            "/audit/schemas/lifecycle.RoleAssigned/1",
            Access.AUTHENTICATED,
            "",
            "",
            true),
        get("/v3/api-docs", Access.AUTHENTICATED),
        get("/v3/api-docs.yaml", Access.AUTHENTICATED),
        get("/error", Access.OPEN));
  }

  private static Route graph(String method) {
    return new Route(
        "/v1.0/**", method, "/v1.0/servicePrincipals", Access.AUTHENTICATED, "", "", false);
  }

  private static Route get(String id, Access access) {
    return new Route(id, "GET", id.replace("/**", "/views"), access, "", "", true);
  }
}
