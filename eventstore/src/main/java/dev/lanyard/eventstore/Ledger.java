package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A ledger as readers see it: its commits, and what can be asked about them.
 *
 * @param <R> its records: {@link Recorded} of the lifecycle, {@link AccessRecord} of the access log
 */
public interface Ledger<R extends LedgerRecord> extends Commits<R> {

  /** The position of the last closed commit; 0 for an empty ledger. */
  long head();

  /** The fact at a position; empty beyond the head and below the first. */
  Optional<R> at(long position);

  /**
   * The positions whose personal parts were erased by events in a range; none where a ledger erases
   * nothing. What was read of them earlier may have texts that are there no longer.
   *
   * @param after the commit behind which the events are
   * @param upTo the last position of an event
   */
  default List<Long> erasedBetween(long after, long upTo) {
    return List.of();
  }

  /** The last kept commit at or before an instant; 0 if none is. */
  long commitAt(Instant instant);

  /** When the commit that holds a position was made; empty beyond the head and below the first. */
  Optional<Instant> committedAt(long position);

  /**
   * Calls back with the new head after each append, on a thread that must not be held up.
   *
   * @return closes the subscription
   */
  AutoCloseable onAppend(LongConsumer newHead);
}
