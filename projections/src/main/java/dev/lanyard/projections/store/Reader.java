package dev.lanyard.projections.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One snapshot of a view's file, for the length of one question. */
public final class Reader implements AutoCloseable {
  private static final int STATEMENTS_MAX = 64;

  private final Connection connection;
  private final NameTexts names;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);

  Reader(Connection connection, NameTexts names) {
    this.connection = connection;
    this.names = names;
  }

  /** Turns one row into what was asked for. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** All rows, in the order of the query. Parameters are texts, integers or byte arrays. */
  public <T> List<T> list(RowMapper<T> mapper, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int at = 0; at < parameters.length; at++) {
      statement.setObject(at + 1, parameters[at]);
    }
    List<T> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(mapper.map(row));
      }
    }
    return rows;
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(RowMapper<T> mapper, String sql, Object... parameters)
      throws SQLException {
    return list(mapper, sql, parameters).stream().findFirst();
  }

  /** A single number, such as a count. */
  public long number(String sql, Object... parameters) throws SQLException {
    return first(row -> row.getLong(1), sql, parameters).orElseThrow();
  }

  /** The interned id of a text; empty if the view never met it. */
  public Optional<Long> idOf(String text) throws SQLException {
    return first(row -> row.getLong(1), "SELECT id FROM name WHERE text = ?", text);
  }

  /**
   * The text of an interned id.
   *
   * @throws IllegalStateException if the file has no such name: it is damaged
   */
  public String text(long id) throws SQLException {
    @Nullable String known = names.get(id);
    if (known != null) {
      return known;
    }
    String text =
        first(row -> row.getString(1), "SELECT text FROM name WHERE id = ?", id)
            .orElseThrow(() -> new IllegalStateException("name " + id + " is missing"));
    names.put(id, text);
    return text;
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    if (statements.size() >= STATEMENTS_MAX) {
      var eldest = statements.entrySet().iterator();
      eldest.next().getValue().close();
      eldest.remove();
    }
    PreparedStatement fresh = connection.prepareStatement(sql);
    statements.put(sql, fresh);
    return fresh;
  }

  /** Lets the snapshot go. */
  void release() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
