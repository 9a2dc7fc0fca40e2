package dev.lanyard.projections.state;

import dev.lanyard.projections.store.Schema;

/** The commit as of which a question is answered, as a condition on temporal rows. */
record AsOf(long commit) {

  /**
   * The condition that a table's row was true then. The present is a condition of its own, so that
   * it can be found through the index of open rows and its statement can be kept.
   */
  String live(String alias) {
    return commit >= StateQueries.CURRENT
        ? "%s.until_commit = %d".formatted(alias, Schema.OPEN)
        : "%s.from_commit <= %d AND %s.until_commit > %d".formatted(alias, commit, alias, commit);
  }

  /** As {@link #live}, for the row of one key: looks at its newest rows first. */
  String newest(String alias) {
    return live(alias) + " ORDER BY " + alias + ".from_commit DESC LIMIT 1";
  }
}
