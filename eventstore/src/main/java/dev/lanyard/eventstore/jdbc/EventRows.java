package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec.Encoded;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.core.QualifiedName;

/** Reads rows of events. */
final class EventRows {
  private static final String COLUMNS =
      "SELECT position, commit_position, committed_at, event_id, name, version, payload, metadata,"
          + " personal, tags";
  private static final String SELECT = COLUMNS + " FROM events WHERE position ";

  /** The columns of {@link SealedRow#of}. */
  static final String SELECT_SEALED =
      COLUMNS
          + ", salts, (SELECT digest FROM erased WHERE erased.position = events.position)"
          + " FROM events WHERE position ";

  private static final byte[] NOTHING = new byte[0];

  private static final String RANGE = SELECT + "> ? AND position <= ? ORDER BY position LIMIT ?";

  /** How many positions are looked up at once: one statement for each of these. */
  private static final int[] AT_ONCE = {1, 4, 16, 64};

  private EventRows() {}

  /** The events in a range, in order, as many as the limit allows. */
  static List<StoredEvent> range(Session session, long after, long upTo, int limit)
      throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    try (ResultSet rows = selectRange(session, after, upTo, limit)) {
      while (rows.next()) {
        events.add(event(rows));
      }
    }
    return events;
  }

  /**
   * Part of a range, by what its events are.
   *
   * @param lookedUpTo where to go on
   */
  record Scanned(List<StoredEvent> events, long lookedUpTo) {}

  /** The selected ones among so many events of a range. */
  static Scanned scan(Session session, Selection selection, long after, long upTo, int limit)
      throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    long last = after;
    int looked = 0;
    try (ResultSet rows = selectRange(session, after, upTo, limit)) {
      for (; rows.next(); looked++) {
        last = rows.getLong(1);
        if (selection.matches(
            new QualifiedName(rows.getString(5)), StoredTags.parse(rows.getString(10)))) {
          events.add(event(rows));
        }
      }
    }
    return new Scanned(events, looked < limit ? upTo : last);
  }

  /** The events at these positions, which are sorted. */
  static List<StoredEvent> at(Session session, List<Long> positions) throws SQLException {
    List<StoredEvent> events = new ArrayList<>(positions.size());
    for (int from = 0; from < positions.size(); ) {
      int size = atOnce(positions.size() - from);
      int to = Math.min(positions.size(), from + size);
      selectAt(session, positions.subList(from, to), size, events);
      from = to;
    }
    return events;
  }

  private static int atOnce(int wanted) {
    int at = 0;
    while (at < AT_ONCE.length - 1 && AT_ONCE[at] < wanted) {
      at++;
    }
    return AT_ONCE[at];
  }

  private static void selectAt(
      Session session, List<Long> positions, int size, List<StoredEvent> into) throws SQLException {
    PreparedStatement select =
        session.prepare(SELECT + "IN (?" + ", ?".repeat(size - 1) + ") ORDER BY position");
    for (int i = 0; i < size; i++) {
      // No event is at position 0: it fills the places that are left.
      select.setLong(i + 1, i < positions.size() ? positions.get(i) : 0);
    }
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        into.add(event(rows));
      }
    }
  }

  private static ResultSet selectRange(Session session, long after, long upTo, int limit)
      throws SQLException {
    PreparedStatement select = session.prepare(RANGE);
    select.setLong(1, after);
    select.setLong(2, upTo);
    select.setInt(3, limit);
    return select.executeQuery();
  }

  /** The event of a row. */
  static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        Leaf.uuid(row.getBytes(4)),
        new Encoded(
            row.getString(5),
            row.getString(6),
            row.getBytes(7),
            row.getBytes(8),
            personal(row.getBytes(9))));
  }

  /** Zero bytes stand where texts were: no text begins with one. */
  private static byte[] personal(byte[] stored) {
    return stored.length > 0 && stored[0] == 0 ? NOTHING : stored;
  }
}
