package dev.lanyard.projections.access;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Conditions joined by AND, with their parameters in order. */
final class Where {
  private final StringBuilder sql = new StringBuilder(" WHERE 1 = 1");
  private final List<Object> parameters = new ArrayList<>();

  void and(String condition, Object... values) {
    sql.append(" AND ").append(condition);
    parameters.addAll(List.of(values));
  }

  void and(String condition, Optional<?> value) {
    value.ifPresent(present -> and(condition, present));
  }

  /** A name that the view never met selects nothing: no name has the number 0. */
  void named(Reader reader, String column, Optional<String> text) throws SQLException {
    if (text.isPresent()) {
      and(column + " = ?", reader.idOf(text.get()).orElse(0L));
    }
  }

  /** A path, and all below it: 0 follows the slash. */
  void within(String column, ResourcePath path) {
    String key = path.key();
    and("(%1$s = ? OR (%1$s > ? AND %1$s < ?))".formatted(column), key, key + "/", key + "0");
  }

  /** The clause, from {@code WHERE} on. */
  String sql() {
    return sql.toString();
  }

  /** Its parameters, and those that stand behind it. */
  Object[] parameters(Object... more) {
    List<Object> all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return all.toArray();
  }
}
