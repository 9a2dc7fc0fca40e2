package dev.lanyard.eventstore;

import dev.lanyard.domain.event.LifecycleEvent;
import java.time.Instant;
import java.util.UUID;

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
    Metadata metadata) {
  /** Whether this is the last fact of its commit. */
  public boolean closesCommit() {
    return position == commit;
  }
}
