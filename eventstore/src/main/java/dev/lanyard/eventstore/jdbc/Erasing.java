package dev.lanyard.eventstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Destroys personal parts with their salts, in the transaction that appends the events which say so
 * (ADR 0013). Rows keep their length, so that SQLite writes them where they lie; their digests go
 * to a table of their own.
 */
final class Erasing {
  private static final String SELECT = EventRows.SELECT_SEALED + "= ?";
  private static final String INSERT =
      "INSERT INTO erased (position, digest, erased_by) VALUES (?, ?, ?)";
  private static final String UPDATE =
      "UPDATE events SET personal = zeroblob(length(personal)), salts = ? WHERE position = ?";

  private final Session session;
  private final Sha256 sha = new Sha256();
  private final List<Order> orders = new ArrayList<>();

  private record Order(long position, long by) {}

  Erasing(Session session) {
    this.session = session;
  }

  /** An event at its place, which may be one that erases. */
  void add(PreparedEvent event, long position) {
    event.erases().ifPresent(erased -> orders.add(new Order(erased, position)));
  }

  /**
   * Erases what was ordered.
   *
   * @return whether anything was
   * @throws SQLException if there is nothing to erase at a position: then nothing may be committed
   */
  boolean write() throws SQLException {
    for (Order order : orders) {
      erase(order);
    }
    return !orders.isEmpty();
  }

  private void erase(Order order) throws SQLException {
    SealedRow row = find(order.position());
    int salt = row.salts().length - Leaf.SALT_BYTES;
    PreparedStatement insert = session.prepare(INSERT);
    insert.setLong(1, order.position());
    insert.setBytes(
        2, sha.salted(row.salts(), salt, Leaf.SALT_BYTES, row.event().encoded().personal()));
    insert.setLong(3, order.by());
    insert.executeUpdate();
    byte[] salts = row.salts().clone();
    Arrays.fill(salts, salt, salts.length, (byte) 0);
    PreparedStatement update = session.prepare(UPDATE);
    update.setBytes(1, salts);
    update.setLong(2, order.position());
    update.executeUpdate();
  }

  private SealedRow find(long position) throws SQLException {
    PreparedStatement select = session.prepare(SELECT);
    select.setLong(1, position);
    try (ResultSet row = select.executeQuery()) {
      if (row.next()) {
        SealedRow found = SealedRow.of(row);
        if (found.isSalted() && found.hasPersonal() && found.erased().isEmpty()) {
          return found;
        }
      }
      throw new SQLException("there is no personal part to erase at position " + position);
    }
  }

  /** The positions that events in a range erased, in order. */
  static List<Long> between(Session session, long after, long upTo) throws SQLException {
    PreparedStatement select =
        session.prepare(
            "SELECT position FROM erased WHERE erased_by > ? AND erased_by <= ? ORDER BY"
                + " erased_by");
    select.setLong(1, after);
    select.setLong(2, upTo);
    List<Long> positions = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        positions.add(row.getLong(1));
      }
    }
    return positions;
  }
}
