package dev.lanyard.eventstore.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An event with all that its leaf is computed from (ADR 0006).
 *
 * @param tags as stored, in their order
 * @param salts for the tags in their order, payload, metadata, personal part
 * @param erased the digest of the personal part, where that is all that is left of it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on the hot path, compared by no one.
record SealedRow(StoredEvent event, List<String> tags, byte[] salts, Optional<byte[]> erased) {

  /** The event of a row of {@link EventRows#SELECT_SEALED}. */
  static SealedRow of(ResultSet row) throws SQLException {
    return new SealedRow(
        EventRows.event(row),
        StoredTags.split(row.getString(10)),
        row.getBytes(11),
        Optional.ofNullable(row.getBytes(12)));
  }

  /** Whether there is a salt for each digest. */
  boolean isSalted() {
    return salts.length == Leaf.saltBytes(tags.size());
  }

  /** Whether texts are there. */
  boolean hasPersonal() {
    return event.encoded().personal().length > 0;
  }
}
