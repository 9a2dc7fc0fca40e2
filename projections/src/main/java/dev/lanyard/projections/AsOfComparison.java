package dev.lanyard.projections;

import dev.lanyard.projections.ViewReplay.Difference;
import dev.lanyard.projections.store.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * Holds a rebuilt file against the live one as of the commit that the rebuilt one stands at: what
 * the live one learnt later is left out. Reads the live file in short pieces, each in a snapshot of
 * its own, so that its log can be folded back meanwhile.
 *
 * <p>Two folds of the same facts mostly give their names the same numbers. Where that is so, rows
 * are compared as they are stored, by their keys; otherwise by what they mean, which costs more.
 */
final class AsOfComparison implements AutoCloseable {
  private static final int BUSY_MILLIS = 2_000;

  private final Connection connection;
  private final long commit;
  private final Runnable breathe;
  private final List<Difference> differences = new ArrayList<>();
  private long rows;
  private long found;

  AsOfComparison(Path live, Path rebuilt, long commit, Runnable breathe) throws SQLException {
    this.commit = commit;
    this.breathe = breathe;
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    this.connection = config.createConnection("jdbc:sqlite:" + live);
    try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS rebuilt")) {
      attach.setString(1, rebuilt.toString());
      attach.execute();
    }
  }

  /** Compares all tables of a view. */
  void compare(Schema schema) throws SQLException {
    boolean same = numberedAlike();
    for (Map.Entry<String, String> meaning : schema.meanings().entrySet()) {
      StoredTable table = StoredTable.of(connection, meaning.getKey(), commit).requireSince();
      if (same) {
        compareStored(table, meaning.getValue());
      } else {
        compareMeant(table, meaning.getValue());
      }
    }
  }

  /** Whether each name of the rebuilt file has the same number in the live one. */
  private boolean numberedAlike() throws SQLException {
    StoredTable names = StoredTable.of(connection, "name", commit);
    for (StoredTable.Range range : names.ranges(connection)) {
      breathe.run();
      String sql =
          """
          SELECT count(*) FROM rebuilt.name r LEFT JOIN main.name m ON m.id = r.id
          WHERE r.id > ? AND r.id <= ? AND m.text IS NOT r.text\
          """;
      if (number(sql, range) > 0) {
        return false;
      }
    }
    return true;
  }

  private void compareStored(StoredTable table, String meaning) throws SQLException {
    for (StoredTable.Range range : table.ranges(connection)) {
      breathe.run();
      long live = number(table.count("main"), range);
      long rebuilt = number(table.count("rebuilt"), range);
      rows += live + rebuilt;
      long missing = 0;
      for (StoredTable.Row row : table.rows(connection, table.unlike(), range)) {
        tell(table, "live", row, meaning);
        if (row.missing()) {
          missing++;
        } else {
          tell(table, "rebuilt", row, meaning);
        }
      }
      if (live - missing != rebuilt) {
        for (StoredTable.Row row : table.rows(connection, table.surplus(), range)) {
          tell(table, "rebuilt", row, meaning);
        }
      }
    }
  }

  private void tell(StoredTable table, String side, StoredTable.Row row, String meaning)
      throws SQLException {
    found++;
    if (differences.size() < ViewReplay.DIFFERENCES_MAX) {
      String file = side.equals("live") ? "main" : "rebuilt";
      String words = table.words(connection, meaning.replace("%s", file), row);
      differences.add(new Difference(table.name(), side, row.position(), words));
    }
  }

  private void compareMeant(StoredTable table, String meaning) throws SQLException {
    breathe.run();
    MeantTable meant = MeantTable.of(connection, meaning, commit);
    rows += number(meant.count("main")) + number(meant.count("rebuilt"));
    for (String side : List.of("live", "rebuilt")) {
      breathe.run();
      for (MeantTable.Row row : meant.only(connection, side)) {
        found++;
        if (differences.size() < ViewReplay.DIFFERENCES_MAX) {
          differences.add(new Difference(table.name(), side, row.position(), row.words()));
        }
      }
    }
  }

  private long number(String sql, StoredTable.Range range) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      range.bind(statement);
      return first(statement);
    }
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return first(statement);
    }
  }

  private static long first(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Rows of both files that were held against each other. */
  long rows() {
    return rows;
  }

  /** How many only one of them has. */
  long found() {
    return found;
  }

  /** The first of those. */
  List<Difference> differences() {
    return differences;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
