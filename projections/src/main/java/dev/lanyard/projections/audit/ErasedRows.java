package dev.lanyard.projections.audit;

import dev.lanyard.projections.store.StoredJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the personal texts of an event out of its row. What is left is the row of an event that
 * never had them.
 */
final class ErasedRows {
  private final PreparedStatement select;
  private final PreparedStatement update;

  ErasedRows(Connection writer) throws SQLException {
    this.select =
        writer.prepareStatement(
            "SELECT n.text, e.after FROM event e JOIN name n ON n.id = e.name"
                + " WHERE e.position = ?");
    this.update =
        writer.prepareStatement(
            "UPDATE event SET source = NULL, reason = NULL, after = ? WHERE position = ?");
  }

  /** All that came with the event at a position; a row that is not stored yet is not found. */
  void erase(long position) throws SQLException {
    select.setLong(1, position);
    try (ResultSet row = select.executeQuery()) {
      if (row.next()) {
        update.setString(1, without(row.getString(1), row.getString(2)));
        update.setLong(2, position);
        update.executeUpdate();
      }
    }
  }

  private static @Nullable String without(String event, @Nullable String after) {
    return after == null
        ? null
        : StoredJson.write(TenantEntries.withoutPersonal(event, StoredJson.read(after)));
  }
}
