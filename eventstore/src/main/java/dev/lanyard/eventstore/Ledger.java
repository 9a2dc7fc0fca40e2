package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A ledger as readers see it: closed commits, in order, without gaps.
 *
 * @param <R> its records: {@link Recorded} of the lifecycle, {@link AccessRecord} of the access log
 */
public interface Ledger<R extends LedgerRecord> {

  /** The position of the last closed commit; 0 for an empty ledger. */
  long head();

  /**
   * The first position that is kept: 1, but where old segments were dropped, which are the access
   * log's alone. It grows, and is always the first of a commit.
   */
  long firstPosition();

  /**
   * The facts after a position, in order, as whole commits.
   *
   * @param after the commit to read on from; 0 for the start. Below {@link #firstPosition} reading
   *     begins there
   * @param eventsMax ends with the commit that reaches this count; a larger commit comes whole
   * @return empty at the head
   */
  List<R> read(long after, int eventsMax);

  /** The fact at a position; empty beyond the head and below the first. */
  Optional<R> at(long position);

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
