package dev.lanyard.projections;

import dev.lanyard.projections.RebuildStatus.Difference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * Holds a rebuilt file against the live one, table by table, by what the rows mean: interned ids
 * may differ, and so may the order. Sees one commit of the live file, whatever is folded meanwhile.
 */
final class Comparison implements AutoCloseable {
  private final Connection connection;
  private final List<Difference> differences = new ArrayList<>();
  private long rowsCompared;
  private long differencesFound;

  Comparison(Path live, Path rebuilt) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    this.connection = config.createConnection("jdbc:sqlite:" + live);
    try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS rebuilt")) {
      attach.setString(1, rebuilt.toString());
      attach.execute();
    }
    connection.setAutoCommit(false);
  }

  /** The commit of the live file that all is compared at; fixed from the first call on. */
  long position() throws SQLException {
    return number("SELECT position FROM main.progress");
  }

  /**
   * Compares one table.
   *
   * @throws IllegalStateException if the rebuilt file does not stand at {@link #position}
   */
  void compare(Map.Entry<String, String> tableAndMeaning) throws SQLException {
    if (number("SELECT position FROM rebuilt.progress") != position()) {
      throw new IllegalStateException("the two views do not stand at the same commit");
    }
    String table = tableAndMeaning.getKey();
    String live = tableAndMeaning.getValue().replace("%s", "main");
    String rebuilt = tableAndMeaning.getValue().replace("%s", "rebuilt");
    rowsCompared += number("SELECT count(*) FROM main." + table);
    rowsCompared += number("SELECT count(*) FROM rebuilt." + table);
    collect(table, "live", live + " EXCEPT " + rebuilt);
    collect(table, "rebuilt", rebuilt + " EXCEPT " + live);
  }

  private void collect(String table, String side, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        differencesFound++;
        if (differences.size() < RebuildStatus.DIFFERENCES_MAX) {
          differences.add(new Difference(table, side, RowWords.of(row)));
        }
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  long rowsCompared() {
    return rowsCompared;
  }

  List<Difference> differences() {
    return differences;
  }

  long differencesFound() {
    return differencesFound;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
