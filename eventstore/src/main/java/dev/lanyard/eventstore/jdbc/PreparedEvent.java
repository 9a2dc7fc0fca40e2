package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec;
import dev.lanyard.eventstore.EventCodec.Encoded;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * An event, ready to be written at whatever position it gets.
 *
 * @param tagTexts the tags as stored
 * @param encoded as stored: the metadata with the message's timestamp before it
 * @param leafTail the part of the envelope that does not depend on the position
 * @param erases the position of the event whose personal part goes with the append of this one
 * @param message as it was read back from its stored bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on the hot path, compared by no one.
record PreparedEvent(
    UUID eventId,
    QualifiedName type,
    Set<Tag> tags,
    List<String> tagTexts,
    Encoded encoded,
    byte[] salts,
    byte[] leafTail,
    OptionalLong erases,
    EventMessage message) {
  static final int PAYLOAD_BYTES_MAX = 1 << 20;

  /**
   * Encodes an event, checks its size, and decodes it again: what cannot be read back as it was is
   * not appended.
   *
   * @throws AppendTooLarge if the payload or the envelope is over its limit
   * @throws IllegalArgumentException if its id is no UUID, or what is read back differs
   */
  static PreparedEvent of(TaggedEventMessage<?> tagged, EventCodec codec, Sha256 sha) {
    EventMessage message = tagged.event();
    UUID eventId = uuid(message.identifier());
    Encoded encoded = codec.encode(message);
    if (encoded.payload().length > PAYLOAD_BYTES_MAX) {
      throw new AppendTooLarge("the payload of a " + encoded.name() + " is over 1 MiB");
    }
    Encoded stored = StoredEvent.withTimestamp(encoded, message.timestamp());
    EventMessage readBack = StoredEvent.decode(eventId, stored, codec);
    requireSame(message, readBack);
    List<String> tagTexts = StoredTags.texts(tagged.tags());
    byte[] salts = Salts.next(Leaf.saltBytes(tagTexts.size()));
    byte[] tail = Leaf.tail(eventId, tagTexts, stored, salts, sha);
    if (Leaf.sizeMax(tail) > Leaf.BYTES_MAX) {
      throw new AppendTooLarge("a " + encoded.name() + " has too many tags");
    }
    return new PreparedEvent(
        eventId,
        message.type().qualifiedName(),
        Set.copyOf(tagged.tags()),
        tagTexts,
        stored,
        salts,
        tail,
        codec.erases(encoded),
        readBack);
  }

  /** About how many bytes it takes in the queue and in the store. */
  long bytes() {
    return encoded.payload().length
        + encoded.metadata().length
        + encoded.personal().length
        + leafTail.length
        + (long) salts.length;
  }

  private static UUID uuid(String identifier) {
    UUID id = UUID.fromString(identifier);
    if (!id.toString().equals(identifier)) {
      throw new IllegalArgumentException("an event id that is no UUID: " + identifier);
    }
    return id;
  }

  private static void requireSame(EventMessage message, EventMessage decoded) {
    if (!message.identifier().equals(decoded.identifier())
        || !message.type().equals(decoded.type())
        || !Objects.equals(message.payload(), decoded.payload())
        || !message.metadata().equals(decoded.metadata())
        || !message.timestamp().truncatedTo(ChronoUnit.MICROS).equals(decoded.timestamp())) {
      throw new IllegalArgumentException(
          "a " + message.type() + " is not read back as it was written");
    }
  }
}
