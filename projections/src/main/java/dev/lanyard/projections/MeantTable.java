package dev.lanyard.projections;

import static java.util.stream.Collectors.joining;

import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One table of two files by what its rows mean, names instead of their numbers, as it was at a
 * commit: for files that number their names differently.
 *
 * @param meaning the query of its rows; {@code %s} stands for the file
 * @param columns of that query, quoted
 */
record MeantTable(String meaning, List<String> columns, long commit) {
  private static final String FROM = "\"from_commit\"";
  private static final String UNTIL = "\"until_commit\"";
  private static final String POSITION = "\"position\"";

  /** A row that only one file has. */
  record Row(long position, String words) {}

  static MeantTable of(Connection connection, String meaning, long commit) throws SQLException {
    List<String> columns = new ArrayList<>();
    String none = "SELECT * FROM (%s) LIMIT 0".formatted(meaning.replace("%s", "main"));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(none)) {
      for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
        columns.add('"' + row.getMetaData().getColumnLabel(at) + '"');
      }
    }
    return new MeantTable(meaning, columns, commit);
  }

  private String since() {
    return columns.contains(FROM) ? FROM : POSITION;
  }

  private String rows(String file) {
    String seen =
        columns.stream()
            .map(
                column ->
                    column.equals(UNTIL)
                        ? "CASE WHEN %s > %d THEN %d ELSE %s END AS %s"
                            .formatted(UNTIL, commit, Schema.OPEN, UNTIL, UNTIL)
                        : column)
            .collect(joining(", "));
    return "SELECT %s FROM (%s) WHERE %s <= %d"
        .formatted(seen, meaning.replace("%s", file), since(), commit);
  }

  /** How many rows a file has. */
  String count(String file) {
    return "SELECT count(*) FROM (%s)".formatted(rows(file));
  }

  /** The rows that only one side has. */
  List<Row> only(Connection connection, String side) throws SQLException {
    String file = side.equals("live") ? "main" : "rebuilt";
    String other = side.equals("live") ? "rebuilt" : "main";
    List<Row> only = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(rows(file) + " EXCEPT " + rows(other))) {
      int since = columns.indexOf(since()) + 1;
      while (row.next()) {
        boolean told = only.size() < ViewReplay.DIFFERENCES_MAX;
        only.add(new Row(row.getLong(since), told ? RowWords.of(row) : ""));
      }
    }
    return only;
  }
}
