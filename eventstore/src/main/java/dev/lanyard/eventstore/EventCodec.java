package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.OptionalLong;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * Turns event messages into stored bytes and back. The storage engine knows bytes only; {@code
 * Vocabulary} knows the records of one family.
 */
public interface EventCodec {

  /**
   * A message as it is stored. Arrays are not copied: whoever makes one gives it away.
   *
   * @param name the stored name, with its namespace
   * @param version the stored version
   * @param payload the fact without its personal texts
   * @param metadata who and why, without personal texts
   * @param personal the personal texts of both; empty where there are none, or where erased
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes on the hot path, compared by no one.
  record Encoded(String name, String version, byte[] payload, byte[] metadata, byte[] personal) {}

  /**
   * The stored form of a message.
   *
   * @throws IllegalArgumentException if the message is of a type that is not stored here
   */
  Encoded encode(EventMessage message);

  /**
   * The position of the event whose personal part is destroyed when this one is appended.
   *
   * @param encoded as {@link #encode} made it
   * @return empty for an event that erases nothing
   * @throws IllegalStateException if one that does cannot be read
   */
  OptionalLong erases(Encoded encoded);

  /**
   * The message that was stored, in today's shape: an older version is read as the record of now.
   *
   * @throws IllegalStateException if the name, version or bytes are unknown: never skipped
   */
  EventMessage decode(String eventId, Instant timestamp, Encoded encoded);
}
