package dev.lanyard.eventstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a ledger: 256 events each, from position 1 on. Of those that were dropped, which
 * are the first ones, the root of the subtree over their leaves is kept (ADR 0008; the pruning of
 * C2SP tlog-tiles, whose tiles are as wide).
 */
final class Segments {
  /** The height of a segment's subtree. */
  static final int LEVEL = 8;

  static final int EVENTS = 1 << LEVEL;

  private static final String SELECT_SEALED =
      EventRows.SELECT_SEALED + "BETWEEN ? AND ? ORDER BY position";

  private Segments() {}

  /** The first position whose event is kept; 1 where nothing was dropped. */
  static long first(Session session) throws SQLException {
    try (ResultSet row =
        session.prepare("SELECT coalesce(max(segment) + 1, 0) FROM segments").executeQuery()) {
      row.next();
      return row.getLong(1) * EVENTS + 1;
    }
  }

  /**
   * The roots of all segments that were dropped, in order.
   *
   * @throws SQLException if one is missing
   */
  static List<byte[]> roots(Session session) throws SQLException {
    List<byte[]> roots = new ArrayList<>();
    try (ResultSet row =
        session.prepare("SELECT segment, root FROM segments ORDER BY segment").executeQuery()) {
      while (row.next()) {
        if (row.getLong(1) != roots.size()) {
          throw new SQLException("the root of segment " + roots.size() + " is missing");
        }
        roots.add(row.getBytes(2));
      }
    }
    return roots;
  }

  /**
   * Whether the first kept segment can go: all of it is older, and readers lose whole commits.
   *
   * @param head the last position; its segment never goes, for the clock goes on from its time
   * @param through the last position that may go
   */
  static boolean canDrop(Session session, long head, long olderThanMicros, long through)
      throws SQLException {
    long last = first(session) + EVENTS - 1;
    if (last >= head || last > through) {
      return false;
    }
    PreparedStatement select =
        session.prepare("SELECT commit_position, committed_at FROM events WHERE position = ?");
    select.setLong(1, last);
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("no event at position " + last);
      }
      // The times of commits never decrease: the last event of a segment is its youngest.
      return row.getLong(1) == last && row.getLong(2) < olderThanMicros;
    }
  }

  /**
   * Drops the first kept segment: its events with their personal parts and salts, and their tags.
   * The root of its subtree stays. The caller commits.
   */
  static void dropFirst(Session session, TagNames tagNames) throws SQLException {
    long first = first(session);
    long last = first + EVENTS - 1;
    byte[] root = dropTags(session, tagNames, first, last);
    PreparedStatement delete = session.prepare("DELETE FROM events WHERE position <= ?");
    delete.setLong(1, last);
    if (delete.executeUpdate() != EVENTS) {
      throw new SQLException("the segment from position " + first + " on is not whole");
    }
    PreparedStatement insert =
        session.prepare("INSERT INTO segments (segment, root) VALUES (?, ?)");
    insert.setLong(1, (first - 1) / EVENTS);
    insert.setBytes(2, root);
    insert.executeUpdate();
  }

  /** Drops the tags of a segment, and computes the root of its subtree. */
  private static byte[] dropTags(Session session, TagNames tagNames, long first, long last)
      throws SQLException {
    Sha256 sha = new Sha256();
    MerkleTree subtree = new MerkleTree();
    PreparedStatement delete =
        session.prepare("DELETE FROM tags WHERE tag = ? AND type = ? AND position = ?");
    PreparedStatement select = session.prepare(SELECT_SEALED);
    select.setLong(1, first);
    select.setLong(2, last);
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        SealedRow sealed = SealedRow.of(row);
        StoredEvent event = sealed.event();
        subtree.append(Leaf.of(sealed, sha));
        for (String tag : sealed.tags()) {
          delete.setLong(1, tagNames.number(tag));
          delete.setString(2, event.encoded().name());
          delete.setLong(3, event.position());
          delete.addBatch();
        }
      }
    }
    delete.executeBatch();
    return subtree.root();
  }
}
