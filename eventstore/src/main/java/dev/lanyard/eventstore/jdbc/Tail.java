package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.Registration;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * Streams without an end, for Axon's processors. The views do not use them: they read whole commits
 * from the {@code Ledger}.
 */
final class Tail {
  private static final int PAGE_EVENTS = 512;

  private final EventCodec codec;
  private final Readers readers;
  private final Head head;

  Tail(EventCodec codec, Readers readers, Head head) {
    this.codec = codec;
    this.readers = readers;
    this.head = head;
  }

  /** The selected events after a position, and all that will come; calls back at each append. */
  MessageStream<EventMessage> open(Selection selection, long after) {
    AtomicLong cursor = new AtomicLong(after);
    return new ContinuousMessageStream<StoredEvent>(
        _ -> next(selection, cursor),
        event -> new SimpleEntry<>(event.decode(codec), Placement.of(event)),
        (_, callback) -> subscribe(callback));
  }

  private List<StoredEvent> next(Selection selection, AtomicLong cursor) {
    while (cursor.get() < head.position()) {
      var page =
          readers.read(
              session ->
                  EventRows.scan(session, selection, cursor.get(), head.position(), PAGE_EVENTS));
      cursor.set(page.lookedUpTo());
      if (!page.events().isEmpty()) {
        return page.events();
      }
    }
    return List.of();
  }

  private Registration subscribe(Runnable callback) {
    Runnable leave = head.subscribe(_ -> callback.run());
    return () -> {
      leave.run();
      return true;
    };
  }

  /** The position before the first event whose timestamp is not before an instant. */
  long before(Instant instant) {
    long micros = CommitClock.micros(instant);
    for (long after = 0; after < head.position(); after += PAGE_EVENTS) {
      long from = after;
      OptionalLong found = readers.read(session -> firstAt(session, from, micros));
      if (found.isPresent()) {
        return found.getAsLong() - 1;
      }
    }
    return head.position();
  }

  private static OptionalLong firstAt(Session session, long after, long micros)
      throws SQLException {
    PreparedStatement select =
        session.prepare(
            "SELECT position, substr(metadata, 1, 8) FROM events"
                + " WHERE position > ? AND position <= ? ORDER BY position");
    select.setLong(1, after);
    select.setLong(2, after + PAGE_EVENTS);
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (ByteBuffer.wrap(rows.getBytes(2)).getLong() >= micros) {
          return OptionalLong.of(rows.getLong(1));
        }
      }
    }
    return OptionalLong.empty();
  }
}
