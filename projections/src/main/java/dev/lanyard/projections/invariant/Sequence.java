package dev.lanyard.projections.invariant;

import static dev.lanyard.projections.invariant.Invariant.CONTINUITY;

import dev.lanyard.eventstore.Recorded;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Positions and commits follow each other; the facts of a commit have one time, none an earlier.
 */
final class Sequence {
  private final Breaches breaches;
  private long position;
  private long commit;
  private Instant committedAt = Instant.MIN;

  Sequence(Breaches breaches) {
    this.breaches = breaches;
  }

  void next(Recorded recorded) {
    long at = recorded.position();
    long before = position;
    check(at == before + 1, at, () -> "it follows position " + before);
    boolean opens = commit == position;
    check(
        opens ? recorded.commit() >= at : recorded.commit() == commit,
        at,
        () -> "its commit " + recorded.commit() + " does not fit the one before it");
    check(
        opens
            ? !recorded.committedAt().isBefore(committedAt)
            : recorded.committedAt().equals(committedAt),
        at,
        () -> "its time does not fit the one before it");
    position = at;
    commit = recorded.commit();
    committedAt = recorded.committedAt();
  }

  private void check(boolean holds, long at, Supplier<String> what) {
    breaches.check(holds, CONTINUITY, at, Optional.empty(), what);
  }
}
