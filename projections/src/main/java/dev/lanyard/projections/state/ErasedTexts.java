package dev.lanyard.projections.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the personal texts of an event out of all rows, past and present. What is left is what the
 * rows hold whose event never had them.
 */
final class ErasedTexts {
  private final List<PreparedStatement> updates;

  ErasedTexts(Connection writer) throws SQLException {
    this.updates =
        List.of(
            writer.prepareStatement(
                "UPDATE principal SET display = NULL, display_key = ''"
                    + " WHERE display_from = ? AND display IS NOT NULL"),
            writer.prepareStatement(
                "UPDATE assignment SET reason = NULL"
                    + " WHERE reason_from = ? AND reason IS NOT NULL"));
  }

  /** All that came with the event at a position; what is not stored yet is not found. */
  void erase(long position) throws SQLException {
    for (PreparedStatement update : updates) {
      update.setLong(1, position);
      update.executeUpdate();
    }
  }
}
