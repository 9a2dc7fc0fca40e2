package dev.lanyard.api.security;

import dev.lanyard.api.security.Route.Access;
import java.util.stream.Stream;

/**
 * The rows of the logs' trees. A head tells how many events there are, and nothing else; envelopes
 * tell of which kind all of them are, and so are for who sees all. Of which events a caller gets
 * proofs, and what an export opens, the controllers ask.
 */
final class LogRoutes {
  private static final String LOG = "/audit/log/{log}";
  private static final String SAMPLE = "/audit/log/lifecycle";
  private static final String PROOFS = "Lanyard.Audit/proofs/read";

  private LogRoutes() {}

  static Stream<Route> rows() {
    return Stream.of(
        named("/checkpoint"),
        named("/key"),
        named("/keys"),
        OwnRoutes.right(
            LOG + "/tile/{*tile}",
            "GET",
            "Lanyard.Audit/log/read",
            SAMPLE + "/tile/0/000.p/1",
            false),
        new Route(
            "/audit/exports",
            "POST",
            "/audit/exports",
            Access.LISTING,
            "Lanyard.Audit/exports/write",
            "/",
            false),
        OwnRoutes.listing(LOG + "/proof", PROOFS, SAMPLE + "/proof?position={number}"),
        OwnRoutes.listing(LOG + "/inclusion", PROOFS, SAMPLE + "/inclusion?position={number}"),
        OwnRoutes.listing(LOG + "/consistency", PROOFS, SAMPLE + "/consistency?from={number}"));
  }

  private static Route named(String path) {
    return new Route(LOG + path, "GET", SAMPLE + path, Access.AUTHENTICATED, "", "", true);
  }
}
