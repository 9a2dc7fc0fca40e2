package dev.lanyard.projections.state;

import dev.lanyard.projections.store.Schema;

/** Counts what hangs on something that does not live: promise 1 of the design, as a query. */
final class Orphans {
  private static final String LIVE = "until_commit = " + Schema.OPEN;

  /** One number; always 0. */
  static final String COUNT =
      "SELECT "
          + String.join(
              " + ",
              of("assignment", missing("binding", "scope", "scope")),
              of("assignment", missing("role", "role", "role")),
              of(
                  "assignment",
                  missing("principal", "principal", "principal")
                      + " AND "
                      + missing("identity", "principal", "principal")),
              of("credential", missing("principal", "principal", "principal")),
              of("attachment", missing("binding", "scope", "resource")),
              of("attachment", missing("identity", "owner", "identity")),
              of("identity", missing("binding", "scope", "owner")),
              of("lock", missing("binding", "scope", "scope")),
              of("workload_credential", missing("binding", "scope", "resource")),
              of("federated_credential", missing("identity", "owner", "identity")),
              of(
                  "token_generation",
                  missing("principal", "principal", "principal")
                      + " AND "
                      + missing("identity", "principal", "principal")),
              of(
                  "token_generation",
                  "t.resource <> "
                      + TrustSchema.NONE
                      + " AND "
                      + missing("binding", "scope", "resource")),
              of("binding", "t.parent IS NOT NULL AND " + missing("binding", "scope", "parent")));

  private Orphans() {}

  private static String of(String table, String lost) {
    return "(SELECT count(*) FROM %s t WHERE t.%s AND %s)".formatted(table, LIVE, lost);
  }

  private static String missing(String table, String key, String column) {
    return "NOT EXISTS (SELECT 1 FROM %s o WHERE o.%s = t.%s AND o.%s)"
        .formatted(table, key, column, LIVE);
  }
}
