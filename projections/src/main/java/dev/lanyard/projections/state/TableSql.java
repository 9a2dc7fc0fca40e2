package dev.lanyard.projections.state;

import dev.lanyard.projections.store.Schema;
import java.util.Collections;
import java.util.List;

/** How the temporal tables of the state view, their indexes and their meanings are written. */
final class TableSql {
  private TableSql() {}

  /** Clustered by key and first commit: the newest row of a key is its last. */
  static String temporal(String table, String keys, String columns) {
    return """
    CREATE TABLE %s (%s INTEGER NOT NULL, from_commit INTEGER NOT NULL,
      until_commit INTEGER NOT NULL, %s,
      PRIMARY KEY (%s, from_commit)) WITHOUT ROWID\
    """
        .formatted(table, keys.replace(",", " INTEGER NOT NULL,"), columns, keys);
  }

  /** An index of open rows only, for what is asked of the present. */
  static String live(String table, String name, String columns) {
    return "CREATE INDEX %s_live_%s ON %s (%s) WHERE until_commit = %d"
        .formatted(table, name, table, columns, Schema.OPEN);
  }

  /** Parameters of a list, one at least. */
  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  /** A table's rows with the names of {@code ids} in place of their numbers. */
  static String meaning(String table, List<String> ids, String texts) {
    StringBuilder columns = new StringBuilder("from_commit, until_commit, " + texts);
    for (String id : ids) {
      columns.append(", (SELECT text FROM %%s.name WHERE name.id = t.%s) AS %s".formatted(id, id));
    }
    return "SELECT %s FROM %%s.%s t".formatted(columns, table);
  }
}
