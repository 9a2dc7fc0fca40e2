package dev.lanyard.eventstore.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events that were written or read lately, by position. A decision reads the same few births again
 * and again, and every view reads what was just written: neither asks the store for it, nor decodes
 * it twice. Events never change, so what is here is never out of date; only durable ones get here.
 * One whose personal part was erased is here without it.
 */
final class EventCache {
  /** Memory of a decoded message for each byte that it was encoded in; an estimate. */
  private static final int BYTES_A_BYTE = 3;

  private static final int BYTES_AN_EVENT = 512;

  private final Cache<Long, StoredEvent> events;
  // Erased since the start: a row that was read before may be on its way here.
  private final Set<Long> erased = ConcurrentHashMap.newKeySet();

  /** Keeps about so many bytes of events, with the messages that they were decoded to. */
  EventCache(long bytesMax) {
    this.events =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(bytesMax)
            .weigher((Long _, StoredEvent event) -> BYTES_AN_EVENT + BYTES_A_BYTE * event.bytes())
            .build();
  }

  /** The event at a position; empty if it is not kept here. */
  Optional<StoredEvent> at(long position) {
    return Optional.ofNullable(events.getIfPresent(position));
  }

  /** Keeps an event in place of one that is asked for less. */
  void keep(StoredEvent event) {
    events.put(event.position(), event);
    // Behind the event, as there the event is removed behind the position: one of the two finds it.
    if (event.isPersonal() && erased.contains(event.position())) {
      events.invalidate(event.position());
    }
  }

  /** Forgets the event at a position, whose personal part is gone. */
  void erased(long position) {
    erased.add(position);
    events.invalidate(position);
  }
}
