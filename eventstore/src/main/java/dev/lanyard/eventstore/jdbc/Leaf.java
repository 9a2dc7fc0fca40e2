package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec.Encoded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The envelope of an event: what the Merkle tree commits to, as ADR 0006 fixes it. A version byte,
 * then deterministic CBOR: an array of position, commit, time of the commit in microseconds, event
 * id, name, version, and the digests of each tag, of the payload, of the metadata and of the
 * personal part, each under a salt of its own.
 */
final class Leaf {
  static final int BYTES_MAX = 4096;
  static final int SALT_BYTES = 16;
  private static final byte VERSION = 1;
  private static final int FIELDS = 10;

  /** The digests that every event has, beside those of its tags. */
  private static final int PARTS = 3;

  private Leaf() {}

  /** How many bytes of salt an event with so many tags needs. */
  static int saltBytes(int tags) {
    return SALT_BYTES * (tags + PARTS);
  }

  /**
   * The fields that are known before the writer has placed the event: all from the event id on.
   *
   * @param tags as stored, in their order
   * @param salts {@link #saltBytes} of them: for the tags in order, payload, metadata, personal
   *     part
   */
  static byte[] tail(UUID eventId, List<String> tags, Encoded encoded, byte[] salts, Sha256 sha) {
    return tail(eventId, tags, encoded, salts, Optional.empty(), sha);
  }

  /**
   * Likewise.
   *
   * @param erased the digest of the personal part, where that is all that is left of it
   */
  static byte[] tail(
      UUID eventId,
      List<String> tags,
      Encoded encoded,
      byte[] salts,
      Optional<byte[]> erased,
      Sha256 sha) {
    if (salts.length != saltBytes(tags.size())) {
      throw new IllegalArgumentException("there is a salt for each digest");
    }
    Cbor cbor = new Cbor().bytes(bytes(eventId)).text(encoded.name()).text(encoded.version());
    cbor.array(tags.size());
    int salt = 0;
    for (String tag : tags) {
      cbor.bytes(sha.salted(salts, salt, SALT_BYTES, tag.getBytes(StandardCharsets.UTF_8)));
      salt += SALT_BYTES;
    }
    for (byte[] part : List.of(encoded.payload(), encoded.metadata())) {
      cbor.bytes(sha.salted(salts, salt, SALT_BYTES, part));
      salt += SALT_BYTES;
    }
    cbor.bytes(
        erased.isPresent()
            ? erased.get()
            : sha.salted(salts, salt, SALT_BYTES, encoded.personal()));
    return cbor.toBytes();
  }

  /** The whole envelope of an event at its place. */
  static byte[] encode(long position, long commit, long committedAtMicros, byte[] tail) {
    byte[] head =
        new Cbor()
            .array(FIELDS)
            .number(position)
            .number(commit)
            .number(committedAtMicros)
            .toBytes();
    return ByteBuffer.allocate(1 + head.length + tail.length)
        .put(VERSION)
        .put(head)
        .put(tail)
        .array();
  }

  /** The whole envelope of an event that was read. */
  static byte[] of(SealedRow row, Sha256 sha) {
    StoredEvent event = row.event();
    byte[] tail =
        tail(event.eventId(), row.tags(), event.encoded(), row.salts(), row.erased(), sha);
    return encode(event.position(), event.commit(), event.committedAtMicros(), tail);
  }

  /** The most bytes that the envelope can have, wherever the event is placed. */
  static int sizeMax(byte[] tail) {
    return encode(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, tail).length;
  }

  /** A UUID as its 16 bytes (RFC 9562, 4). */
  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** The UUID of 16 bytes. */
  static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
