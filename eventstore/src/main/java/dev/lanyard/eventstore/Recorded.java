package dev.lanyard.eventstore;

import dev.lanyard.domain.event.LifecycleEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * A fact as the ledger holds it.
 *
 * @param position 1-based, gap-free, in commit order
 * @param commit the last position of the commit that it belongs to; the commit's name everywhere. A
 *     fact is visible as of position P when {@code commit <= P}
 * @param committedAt when, by the writer's clock, never decreasing; whole microseconds
 * @param eventId derived from the command's id and the fact's index
 * @param event the fact
 * @param metadata who and why
 */
public record Recorded(
    long position,
    long commit,
    Instant committedAt,
    UUID eventId,
    LifecycleEvent event,
    Metadata metadata)
    implements LedgerRecord {

  /**
   * The fact that the engine holds; fits {@link RecordShape}.
   *
   * @throws IllegalStateException if the message is no fact of the lifecycle
   */
  public static Recorded of(
      long position, long commit, Instant committedAt, UUID eventId, EventMessage message) {
    if (!(message.payload() instanceof LifecycleEvent event)) {
      throw new IllegalStateException("no fact of the lifecycle at " + position);
    }
    return new Recorded(
        position, commit, committedAt, eventId, event, Metadata.of(message.metadata()));
  }
}
