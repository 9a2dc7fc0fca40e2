package dev.lanyard.api.security;

import dev.lanyard.api.security.Route.Access;
import java.util.stream.Stream;

/** The rows of what gives the means to prove a name: nobody has one yet who asks here. */
final class AuthorityRoutes {
  private static final String TENANT = "/{tenant}";
  private static final String KEYS = "/discovery/keys";
  private static final String KEYS_V2 = "/discovery/v2.0/keys";
  private static final String DOCUMENT = "/.well-known/openid-configuration";

  private AuthorityRoutes() {}

  static Stream<Route> rows() {
    return Stream.of(
        open("GET", TENANT + "/v2.0" + DOCUMENT),
        open("GET", TENANT + DOCUMENT),
        open("GET", "/adfs" + DOCUMENT),
        open("GET", TENANT + KEYS_V2),
        open("GET", TENANT + KEYS),
        open("GET", "/adfs" + KEYS),
        open("GET", KEYS_V2),
        open("GET", KEYS),
        open("GET", "/common/discovery/instance"),
        open("GET", "/metadata/endpoints"),
        open("GET", TENANT + "/statuslists/{number}"),
        // Resource servers hold it where their resources are.
        new Route(
            TENANT + "/oauth2/v2.0/introspect",
            "POST",
            "/common/oauth2/v2.0/introspect",
            Access.LISTING,
            "Lanyard.Access/introspection/action",
            "/",
            false),
        open("POST", TENANT + "/oauth2/v2.0/token"),
        open("POST", TENANT + "/oauth2/token"),
        // What agents prove themselves by is in the body.
        open("POST", "/agents/enrolment"),
        open("POST", "/agents/renewal"));
  }

  private static Route open(String method, String id) {
    return new Route(id, method, id.replace("{tenant}", "common"), Access.OPEN, "", "", true);
  }
}
