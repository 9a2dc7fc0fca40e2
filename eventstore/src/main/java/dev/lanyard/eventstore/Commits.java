package dev.lanyard.eventstore;

import java.util.List;

/**
 * Closed commits, in order, without gaps: all that whoever folds them needs.
 *
 * @param <R> their records: {@link Recorded} of the lifecycle, {@link AccessRecord} of the access
 *     log
 */
public interface Commits<R extends LedgerRecord> {

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
}
