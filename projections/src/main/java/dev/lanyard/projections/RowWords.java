package dev.lanyard.projections;

import dev.lanyard.projections.store.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of a view as a person reads it. */
final class RowWords {
  private static final int CHARS_MAX = 2_000;

  private RowWords() {}

  /** The row that a result stands at: its columns and their values, at most 2,000 characters. */
  static String of(ResultSet row) throws SQLException {
    StringBuilder words = new StringBuilder();
    for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
      String value = row.getString(at);
      boolean open = String.valueOf(Schema.OPEN).equals(value);
      words.append(at == 1 ? "" : ", ").append(row.getMetaData().getColumnLabel(at));
      words.append('=').append(open ? "open" : value);
    }
    return words.length() <= CHARS_MAX ? words.toString() : words.substring(0, CHARS_MAX);
  }
}
