package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec;
import dev.lanyard.eventstore.EventCodec.Encoded;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row holds it or, once somebody has asked, as the message that was appended: its
 * bytes are let go then. Nothing of what it says ever changes, but that its personal part can be
 * erased: then the row is read again. So it can be shared by all who read it.
 */
final class StoredEvent {
  private final long position;
  private final long commit;
  private final long committedAtMicros;
  private final UUID eventId;
  private final int bytes;
  private final boolean personal;
  private volatile @Nullable Encoded encoded;
  private volatile @Nullable EventMessage message;

  /**
   * An event that was read.
   *
   * @param committedAtMicros microseconds since 1970
   * @param encoded the stored bytes: the metadata with the message's timestamp before it
   */
  StoredEvent(long position, long commit, long committedAtMicros, UUID eventId, Encoded encoded) {
    this.position = position;
    this.commit = commit;
    this.committedAtMicros = committedAtMicros;
    this.eventId = eventId;
    this.bytes = encoded.payload().length + encoded.metadata().length + encoded.personal().length;
    this.personal = encoded.personal().length > 0;
    this.encoded = encoded;
  }

  /** An event that has become durable at a position. */
  static StoredEvent written(
      PreparedEvent prepared, long position, long commit, long committedAtMicros) {
    StoredEvent event =
        new StoredEvent(
            position, commit, committedAtMicros, prepared.eventId(), prepared.encoded());
    event.message = prepared.message();
    event.encoded = null;
    return event;
  }

  long position() {
    return position;
  }

  /** The last position of its commit. */
  long commit() {
    return commit;
  }

  /** When its commit was made, in microseconds since 1970. */
  long committedAtMicros() {
    return committedAtMicros;
  }

  UUID eventId() {
    return eventId;
  }

  /** Whether it has personal texts. */
  boolean isPersonal() {
    return personal;
  }

  /** How many bytes it is encoded in. */
  int bytes() {
    return bytes;
  }

  /**
   * The stored bytes, as long as nobody has asked for the message.
   *
   * @throws IllegalStateException once somebody has
   */
  Encoded encoded() {
    Encoded known = encoded;
    if (known == null) {
      throw new IllegalStateException("event " + eventId + " is decoded already");
    }
    return known;
  }

  /** The message that was appended, in today's shape; decoded once. */
  synchronized EventMessage decode(EventCodec codec) {
    EventMessage known = message;
    if (known == null) {
      known = decode(eventId, encoded(), codec);
      message = known;
      encoded = null;
    }
    return known;
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
