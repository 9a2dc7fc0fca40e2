package dev.lanyard.evidence;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A leaf of Lanyard's ledger, as ADR 0006 fixes it.
 *
 * @param position the event's place in the log, from 1; the leaf's index is one less
 * @param commit the last position of the append that the event came with
 * @param committedAtMicros when, in microseconds since 1970
 * @param eventId the event's id
 * @param name its stored name, with its namespace
 * @param version its stored version
 * @param tags the digest of each tag, in the tags' order
 * @param payload the digest of the payload
 * @param metadata the digest of the metadata
 * @param personal the digest of the personal part
 */
public record Envelope(
    long position,
    long commit,
    long committedAtMicros,
    UUID eventId,
    String name,
    String version,
    List<Hash> tags,
    Hash payload,
    Hash metadata,
    Hash personal) {
  /** The most bytes that a leaf has. */
  public static final int BYTES_MAX = 4096;

  private static final byte VERSION = 1;
  private static final int FIELDS = 10;
  private static final int ID_BYTES = 16;

  /** Copies the digests. */
  public Envelope {
    tags = List.copyOf(tags);
  }

  /**
   * Reads a leaf, and refuses whatever is not exactly what the format asks for: a leaf has one form
   * only.
   *
   * @throws MalformedEvidence if it is none
   */
  public static Envelope parse(byte[] leaf) {
    if (leaf.length > BYTES_MAX) {
      throw new MalformedEvidence("an envelope is over 4,096 bytes");
    }
    if (leaf.length == 0 || leaf[0] != VERSION) {
      throw new MalformedEvidence("an envelope is of an unknown version");
    }
    CborReader in = new CborReader(ByteBuffer.wrap(leaf, 1, leaf.length - 1));
    if (in.array() != FIELDS) {
      throw new MalformedEvidence("an envelope does not have ten fields");
    }
    Envelope envelope =
        new Envelope(
            in.number(),
            in.number(),
            in.number(),
            uuid(in.bytes()),
            in.text(),
            in.text(),
            tags(in),
            Hash.of(in.bytes()),
            Hash.of(in.bytes()),
            Hash.of(in.bytes()));
    in.requireEnd();
    envelope.requirePlace();
    return envelope;
  }

  /** When the event was committed. */
  public Instant committedAt() {
    return Instant.EPOCH.plus(committedAtMicros, ChronoUnit.MICROS);
  }

  private static List<Hash> tags(CborReader in) {
    long count = in.array();
    List<Hash> tags = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      tags.add(Hash.of(in.bytes()));
    }
    return tags;
  }

  private static UUID uuid(byte[] bytes) {
    if (bytes.length != ID_BYTES) {
      throw new MalformedEvidence("an event id is not of 16 bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private void requirePlace() {
    if (position < 1 || commit < position) {
      throw new MalformedEvidence("an envelope is not before the end of its commit");
    }
  }
}
