package dev.lanyard.projections.store;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows say from which commit until which commit they were true: {@code from_commit}
 * inclusive, {@code until_commit} exclusive, {@link Schema#OPEN} while they are. A key has at most
 * one open row, the one with its largest {@code from_commit}.
 *
 * <p>Changes are kept in memory until {@link #flush}: what begins and ends within one batch is
 * written once, and what begins and ends within one commit was never visible and is not written at
 * all. Both ends of an interval are checked against what is stored.
 */
public final class TemporalTable {

  private static final class Row {
    final RowKey key;
    final long position;
    final long from;
    final @Nullable Object[] values;
    long until = Schema.OPEN;

    Row(RowKey key, long position, long from, @Nullable Object[] values) {
      this.key = key;
      this.position = position;
      this.from = from;
      this.values = values;
    }
  }

  private record Ending(RowKey key, long position, long until) {}

  private final String table;
  private final int keys;
  private final int columns;
  private final PreparedStatement insert;
  private final PreparedStatement end;
  private final PreparedStatement select;
  private final List<Row> rows = new ArrayList<>();
  private final Map<RowKey, Row> open = new LinkedHashMap<>();
  private final Map<RowKey, Ending> endings = new LinkedHashMap<>();

  /**
   * A table of the file.
   *
   * @param keys one or two columns of interned ids
   * @param columns the other columns, besides the two commits
   */
  public TemporalTable(Connection writer, String table, List<String> keys, List<String> columns)
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

  private static String insertOf(
      String table, List<String> keys, List<String> columns, String newest) {
    String names =
        Stream.of(keys, List.of("from_commit", "until_commit"), columns)
            .flatMap(List::stream)
            .collect(joining(", "));
    String marks = String.join(", ", Collections.nCopies(keys.size() + columns.size() + 2, "?"));
    return "INSERT INTO %s (%s) SELECT %s WHERE coalesce((SELECT until_commit %s), 0) <> %d"
        .formatted(table, names, marks, newest, Schema.OPEN);
  }

  /**
   * A row is true from a commit on.
   *
   * @param position of the fact that says so
   * @param values in the order of the columns: texts, integers or null
   * @throws Broken at once or from {@link #flush} if the key has an open row
   */
  public void open(RowKey key, long position, long commit, @Nullable Object... values) {
    if (values.length != columns) {
      throw new IllegalArgumentException(table + " has " + columns + " columns");
    }
    Row row = new Row(key, position, commit, values);
    if (open.putIfAbsent(key, row) != null) {
      throw new Broken(position, table + " has an open row already");
    }
    rows.add(row);
  }

  /**
   * The key's row is no longer true from a commit on.
   *
   * @throws Broken at once or from {@link #flush} if the key has no open row
   */
  public void end(RowKey key, long position, long commit) {
    Row pending = open.remove(key);
    if (pending != null) {
      pending.until = commit;
    } else if (endings.putIfAbsent(key, new Ending(key, position, commit)) != null) {
      throw new Broken(position, table + " has no open row to end");
    }
  }

  /** The key's row says something else from a commit on. */
  public void replace(RowKey key, long position, long commit, @Nullable Object... values) {
    end(key, position, commit);
    open(key, position, commit, values);
  }

  /** What the key's open row says now, pending changes included. */
  public Optional<@Nullable Object[]> current(RowKey key) throws SQLException {
    Row pending = open.get(key);
    if (pending != null) {
      return Optional.of(pending.values);
    }
    if (endings.containsKey(key)) {
      return Optional.empty();
    }
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
   * Writes what is pending.
   *
   * @throws Broken if the stored rows are not what the changes rest on
   */
  public void flush() throws SQLException {
    List<Ending> ended = List.copyOf(endings.values());
    for (Ending ending : ended) {
      end.setLong(1, ending.until());
      int next = bindKey(end, 2, ending.key());
      bindKey(end, next, ending.key());
      end.addBatch();
    }
    check(ended.stream().map(Ending::position).toList(), end, "has no open row to end");
    List<Row> visible = rows.stream().filter(row -> row.from != row.until).toList();
    for (Row row : visible) {
      bind(row);
      insert.addBatch();
    }
    check(visible.stream().map(row -> row.position).toList(), insert, "has an open row already");
    rows.clear();
    open.clear();
    endings.clear();
  }

  private void bind(Row row) throws SQLException {
    int at = bindKey(insert, 1, row.key);
    insert.setLong(at++, row.from);
    insert.setLong(at++, row.until);
    for (@Nullable Object value : row.values) {
      insert.setObject(at++, value);
    }
    bindKey(insert, at, row.key);
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
