package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.EventCodec.Encoded;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Events that were written or read lately, by position. A decision reads the same few births again
 * and again, and every view reads what was just written: neither asks the store for it, nor decodes
 * it twice. Events never change, so what is here is never out of date; only durable ones get here.
 */
final class EventCache {
  /** One event a slot, at its position modulo this: with the limit below, 32 MiB of bytes. */
  private static final int SLOTS = 8_192;

  /** Larger events are read from the store each time. */
  private static final int BYTES_MAX = 4_096;

  private final AtomicReferenceArray<StoredEvent> slots = new AtomicReferenceArray<>(SLOTS);

  /** The event at a position; empty if it is not kept here. */
  Optional<StoredEvent> at(long position) {
    return Optional.ofNullable(slots.get(slot(position)))
        .filter(event -> event.position() == position);
  }

  /** Keeps an event in place of whichever was in its slot. */
  void keep(StoredEvent event) {
    Encoded bytes = event.encoded();
    if (bytes.payload().length + bytes.metadata().length + bytes.personal().length <= BYTES_MAX) {
      slots.set(slot(event.position()), event);
    }
  }

  private static int slot(long position) {
    return (int) (position % SLOTS);
  }
}
