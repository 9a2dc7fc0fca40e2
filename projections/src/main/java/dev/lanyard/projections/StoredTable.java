package dev.lanyard.projections;

import static java.util.stream.Collectors.joining;

import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One table of two files as it is stored, and how its rows are compared by their keys. Of the live
 * one, called {@code main}, it is seen as it was at a commit.
 *
 * @param keys the primary key, in its order; the first is a number, and the table lies by it
 * @param others the other columns
 * @param since the column that says from which commit a row is there
 */
record StoredTable(String name, List<String> keys, List<String> others, String since, long commit) {
  /** How many values of the first key are looked at in one go. */
  private static final long STEP = 20_000;

  private static final String FROM = "from_commit";
  private static final String UNTIL = "until_commit";
  private static final String POSITION = "position";

  /** A part of the table: the first key is after one value and not after another. */
  record Range(long after, long upTo) {
    void bind(PreparedStatement statement) throws SQLException {
      statement.setLong(1, after);
      statement.setLong(2, upTo);
    }
  }

  /**
   * A row that differs.
   *
   * @param missing whether the other file has none of its key
   */
  record Row(List<Long> key, long position, boolean missing) {}

  static StoredTable of(Connection connection, String name, long commit) throws SQLException {
    TreeMap<Integer, String> keys = new TreeMap<>();
    List<String> others = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet column = statement.executeQuery("PRAGMA main.table_info(" + name + ")")) {
      while (column.next()) {
        int key = column.getInt("pk");
        if (key > 0) {
          keys.put(key, column.getString("name"));
        } else {
          others.add(column.getString("name"));
        }
      }
    }
    List<String> inOrder = List.copyOf(keys.values());
    boolean temporal = inOrder.contains(FROM) || others.contains(FROM);
    return new StoredTable(name, inOrder, others, temporal ? FROM : inOrder.getFirst(), commit);
  }

  /**
   * That its rows say from which commit they are there: what came later could not be left out.
   *
   * @throws IllegalStateException if not
   */
  StoredTable requireSince() {
    if (!since.equals(FROM) && !since.equals(POSITION)) {
      throw new IllegalStateException("rows of " + name + " do not say since when they are there");
    }
    return this;
  }

  /** Parts that together are all of it in both files. */
  List<Range> ranges(Connection connection) throws SQLException {
    String both =
        Stream.of("main", "rebuilt")
            .flatMap(file -> Stream.of("min", "max").map(end -> end(end, file)))
            .collect(joining(" UNION ALL "));
    String ends = "SELECT min(e), max(e) FROM (%s)".formatted(both);
    List<Range> ranges = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ends)) {
      row.next();
      long first = row.getLong(1);
      if (row.wasNull()) {
        return List.of();
      }
      long last = row.getLong(2);
      for (long after = first - 1; after < last; after += STEP) {
        ranges.add(new Range(after, Math.min(last, after + STEP)));
      }
    }
    return ranges;
  }

  /** Of one file alone, so that it is found at an end of the table. */
  private String end(String end, String file) {
    return "SELECT (SELECT %s(%s) FROM %s.%s) AS e".formatted(end, keys.getFirst(), file, name);
  }

  private String inRange(String alias) {
    return "%s.%s > ? AND %s.%s <= ?".formatted(alias, keys.getFirst(), alias, keys.getFirst());
  }

  private String asOf(String alias) {
    return "%s.%s <= %d".formatted(alias, since, commit);
  }

  /** How many rows of a range a file has. */
  String count(String file) {
    return "SELECT count(*) FROM %s.%s t WHERE %s AND %s"
        .formatted(file, name, inRange("t"), asOf("t"));
  }

  private String sameKey() {
    return keys.stream().map(key -> "m.%s = r.%s".formatted(key, key)).collect(joining(" AND "));
  }

  private String selected(String alias) {
    return Stream.concat(keys.stream(), Stream.of(since))
        .map(column -> alias + "." + column)
        .collect(joining(", "));
  }

  /** The live rows of a range that the rebuilt file does not have, or not so. */
  String unlike() {
    String differs =
        others.stream()
            .map(column -> "%s IS NOT r.%s".formatted(seen(column), column))
            .collect(joining(" OR "));
    return """
    SELECT %s, r.%s IS NULL FROM main.%s m LEFT JOIN rebuilt.%s r ON %s
    WHERE %s AND %s AND (r.%s IS NULL%s)\
    """
        .formatted(
            selected("m"),
            keys.getFirst(),
            name,
            name,
            sameKey(),
            inRange("m"),
            asOf("m"),
            keys.getFirst(),
            differs.isEmpty() ? "" : " OR " + differs);
  }

  /** What ended after the commit was still open at it. */
  private static String seenUntil(long commit) {
    return "CASE WHEN m.%s > %d THEN %d ELSE m.%s END".formatted(UNTIL, commit, Schema.OPEN, UNTIL);
  }

  private String seen(String column) {
    return column.equals(UNTIL) ? seenUntil(commit) : "m." + column;
  }

  /** The rebuilt rows of a range that the live file does not have. */
  String surplus() {
    return """
    SELECT %s, 1 FROM rebuilt.%s r LEFT JOIN main.%s m ON %s AND %s
    WHERE %s AND m.%s IS NULL\
    """
        .formatted(selected("r"), name, name, sameKey(), asOf("m"), inRange("r"), keys.getFirst());
  }

  /** The rows that one of these queries selects in a range. */
  List<Row> rows(Connection connection, String sql, Range range) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      range.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<Long> key = new ArrayList<>();
          for (int at = 1; at <= keys.size(); at++) {
            key.add(row.getLong(at));
          }
          rows.add(new Row(key, row.getLong(keys.size() + 1), row.getInt(keys.size() + 2) == 1));
        }
      }
    }
    return rows;
  }

  /** What a row says, by the query that says what rows of its file mean. */
  String words(Connection connection, String meaning, Row row) throws SQLException {
    String byKey = keys.stream().map(key -> key + " = ?").collect(joining(" AND "));
    try (PreparedStatement statement = connection.prepareStatement(meaning + " WHERE " + byKey)) {
      for (int at = 0; at < keys.size(); at++) {
        statement.setLong(at + 1, row.key().get(at));
      }
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? RowWords.of(found) : "";
      }
    }
  }
}
