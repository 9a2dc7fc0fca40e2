package dev.lanyard.api.security;

import java.util.stream.Stream;

/** The rows of replays for review: all that is kept here is of the whole ledger. */
final class ComplianceRoutes {
  private static final String ALL = "/compliance/replays";
  private static final String ONE = ALL + "/{id}";
  private static final String SAMPLE = ALL + "/{guid}";
  private static final String READ = "Lanyard.Compliance/replays/read";

  private ComplianceRoutes() {}

  static Stream<Route> rows() {
    return Stream.of(
        right(ALL, "POST", "Lanyard.Compliance/replays/write", ALL),
        right(ALL, "GET", READ, ALL),
        right(ONE, "GET", READ, SAMPLE),
        right(ONE + "/events", "GET", READ, SAMPLE + "/events"),
        right(ONE + "/report", "GET", READ, SAMPLE + "/report"),
        right(
            ONE + "/cancel",
            "POST",
            "Lanyard.Compliance/replays/cancel/action",
            SAMPLE + "/cancel"));
  }

  private static Route right(String id, String method, String action, String sample) {
    return OwnRoutes.right(id, method, action, sample, false);
  }
}
