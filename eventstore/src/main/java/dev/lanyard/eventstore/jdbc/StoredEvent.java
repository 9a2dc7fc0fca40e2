package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec;
import dev.lanyard.eventstore.EventCodec.Encoded;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * An event as a row holds it.
 *
 * @param committedAtMicros microseconds since 1970
 * @param encoded the stored bytes: the metadata with the message's timestamp before it
 */
record StoredEvent(
    long position, long commit, long committedAtMicros, UUID eventId, Encoded encoded) {

  /** The message that was appended, in today's shape. */
  EventMessage decode(EventCodec codec) {
    return decode(eventId, encoded, codec);
  }

  /** When its commit was made. */
  Instant committedAt() {
    return CommitClock.instant(committedAtMicros);
  }

  static EventMessage decode(UUID eventId, Encoded stored, EventCodec codec) {
    ByteBuffer metadata = ByteBuffer.wrap(stored.metadata());
    Instant timestamp = CommitClock.instant(metadata.getLong());
    byte[] rest = new byte[metadata.remaining()];
    metadata.get(rest);
    return codec.decode(
        eventId.toString(),
        timestamp,
        new Encoded(stored.name(), stored.version(), stored.payload(), rest, stored.personal()));
  }

  /** Puts the timestamp before the metadata, in microseconds as eight bytes: one thing digested. */
  static Encoded withTimestamp(Encoded encoded, Instant timestamp) {
    byte[] metadata =
        ByteBuffer.allocate(Long.BYTES + encoded.metadata().length)
            .putLong(CommitClock.micros(timestamp))
            .put(encoded.metadata())
            .array();
    return new Encoded(
        encoded.name(), encoded.version(), encoded.payload(), metadata, encoded.personal());
  }
}
