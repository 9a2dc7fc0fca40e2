package dev.lanyard.projections.store;

import static java.util.stream.Collectors.joining;

import dev.lanyard.projections.store.TemporalTable.Ending;
import dev.lanyard.projections.store.TemporalTable.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stored rows of a {@link TemporalTable}, and the statements that read and change them. */
final class TemporalRows {
  private final String table;
  private final int keys;
  private final int columns;
  private final PreparedStatement insert;
  private final PreparedStatement end;
  private final PreparedStatement select;

  TemporalRows(Connection writer, String table, List<String> keys, List<String> columns)
      throws SQLException {
    this.table = table;
    this.keys = keys.size();
    this.columns = columns.size();
    String byKey = keys.stream().map(key -> key + " = ?").collect(joining(" AND "));
    String newest = "FROM " + table + " WHERE " + byKey + " ORDER BY from_commit DESC LIMIT 1";
    this.insert = writer.prepareStatement(insertOf(table, keys, columns, newest));
    this.end =
        writer.prepareStatement(
            "UPDATE %s SET until_commit = ? WHERE %s AND until_commit = %d AND from_commit ="
                    .formatted(table, byKey, Schema.OPEN)
                + " (SELECT from_commit %s)".formatted(newest));
    this.select =
        writer.prepareStatement(
            "SELECT until_commit, %s %s".formatted(String.join(", ", columns), newest));
  }

  /**
   * The end of a row whose key has an open one is NULL, which the column refuses, so that the row
   * is ignored. To insert what a SELECT gives would be plainer, but SQLite copies that to a
   * temporary table first if it reads the table that it inserts into.
   */
  private static String insertOf(
      String table, List<String> keys, List<String> columns, String newest) {
    String names =
        Stream.of(keys, List.of("from_commit"), columns, List.of("until_commit"))
            .flatMap(List::stream)
            .collect(joining(", "));
    String marks = "?, ".repeat(keys.size() + 1 + columns.size());
    String until =
        "CASE (SELECT until_commit %s) WHEN %d THEN NULL ELSE ? END".formatted(newest, Schema.OPEN);
    return "INSERT OR IGNORE INTO %s (%s) VALUES (%s%s)".formatted(table, names, marks, until);
  }

  /** What the key's open row says; empty if it has none. */
  Optional<@Nullable Object[]> open(RowKey key) throws SQLException {
    bindKey(select, 1, key);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next() || row.getLong(1) != Schema.OPEN) {
        return Optional.empty();
      }
      @Nullable Object[] values = new Object[columns];
      for (int at = 0; at < columns; at++) {
        values[at] = row.getObject(at + 2);
      }
      return Optional.of(values);
    }
  }

  /**
   * Ends open rows.
   *
   * @throws Broken if one of the keys has none
   */
  void end(List<Ending> endings) throws SQLException {
    for (Ending ending : endings) {
      end.setLong(1, ending.until());
      int next = bindKey(end, 2, ending.key());
      bindKey(end, next, ending.key());
      end.addBatch();
    }
    check(endings.stream().map(Ending::position).toList(), end, "has no open row to end");
  }

  /**
   * Adds rows.
   *
   * @throws Broken if the key of one has an open row
   */
  void add(List<Row> rows) throws SQLException {
    for (Row row : rows) {
      int at = bindKey(insert, 1, row.key);
      insert.setLong(at++, row.from);
      for (@Nullable Object value : row.values) {
        insert.setObject(at++, value);
      }
      at = bindKey(insert, at, row.key);
      insert.setLong(at, row.until);
      insert.addBatch();
    }
    check(rows.stream().map(row -> row.position).toList(), insert, "has an open row already");
  }

  private int bindKey(PreparedStatement statement, int at, RowKey key) throws SQLException {
    statement.setLong(at, key.first());
    if (keys == 1) {
      return at + 1;
    }
    statement.setLong(at + 1, key.second());
    return at + 2;
  }

  private void check(List<Long> positions, PreparedStatement batch, String otherwise)
      throws SQLException {
    if (positions.isEmpty()) {
      return;
    }
    int[] counts = batch.executeBatch();
    for (int at = 0; at < counts.length; at++) {
      if (counts[at] != 1) {
        throw new Broken(positions.get(at), table + " " + otherwise);
      }
    }
  }
}
