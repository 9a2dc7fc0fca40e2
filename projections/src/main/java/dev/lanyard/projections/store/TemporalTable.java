package dev.lanyard.projections.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A row that is not stored yet. */
  static final class Row {
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

  /** The end of a row that is stored. */
  record Ending(RowKey key, long position, long until) {}

  private final String table;
  private final int columns;
  private final TemporalRows stored;
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
    this.columns = columns.size();
    this.stored = new TemporalRows(writer, table, keys, columns);
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
    return endings.containsKey(key) ? Optional.empty() : stored.open(key);
  }

  /**
   * Writes what is pending.
   *
   * @throws Broken if the stored rows are not what the changes rest on
   */
  public void flush() throws SQLException {
    stored.end(List.copyOf(endings.values()));
    stored.add(rows.stream().filter(row -> row.from != row.until).toList());
    rows.clear();
    open.clear();
    endings.clear();
  }
}
