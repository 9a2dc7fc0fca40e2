package dev.lanyard.eventstore;

import dev.lanyard.domain.access.AccessEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * A fact as the access log holds it. All that it says of its circumstances is in the fact.
 *
 * @param position 1-based, gap-free, in commit order
 * @param commit the last position of the commit that it belongs to
 * @param committedAt when, by the writer's clock, never decreasing; whole microseconds
 * @param eventId begins with the time at which it was recorded
 * @param event the fact
 */
public record AccessRecord(
    long position, long commit, Instant committedAt, UUID eventId, AccessEvent event)
    implements LedgerRecord {

  /**
   * The fact that the engine holds; fits {@link RecordShape}.
   *
   * @throws IllegalStateException if the message is no fact of the access log
   */
  public static AccessRecord of(
      long position, long commit, Instant committedAt, UUID eventId, EventMessage message) {
    if (!(message.payload() instanceof AccessEvent event) || !message.metadata().isEmpty()) {
      throw new IllegalStateException("no fact of the access log at " + position);
    }
    return new AccessRecord(position, commit, committedAt, eventId, event);
  }
}
