package dev.lanyard.projections.access;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.EventCodec.Encoded;
import dev.lanyard.eventstore.Vocabulary;
import java.time.Instant;
import java.util.UUID;

/** Records as the view keeps them: as the access log's vocabulary writes them. */
final class StoredRecords {
  private static final byte[] NO_METADATA = new byte[0];

  private final Vocabulary<AccessEvent> vocabulary = Vocabulary.access();

  Encoded encode(AccessRecord each) {
    return vocabulary.write(each.event());
  }

  /** The stored name of a kind of record. */
  String nameOf(Class<? extends AccessEvent> kind) {
    return vocabulary.nameOf(kind);
  }

  /**
   * The record of a row.
   *
   * @throws IllegalStateException if the bytes cannot be read
   */
  AccessRecord read(
      long position,
      long commit,
      Instant committedAt,
      UUID eventId,
      String name,
      String version,
      byte[] payload,
      byte[] personal) {
    Encoded encoded = new Encoded(name, version, payload, NO_METADATA, personal);
    return new AccessRecord(position, commit, committedAt, eventId, vocabulary.read(encoded));
  }
}
