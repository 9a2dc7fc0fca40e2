package dev.lanyard.eventstore;

import dev.lanyard.domain.event.LifecycleEvent;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;

/**
 * Whether the caller's right to ask still stands at the moment that a decision is made of. What it
 * rests on is read in the decision's own transaction, and so joins its append condition (ADR 0007).
 */
final class Relying {
  private final Vocabulary<LifecycleEvent> vocabulary;
  private final InstantSource clock;

  Relying(Vocabulary<LifecycleEvent> vocabulary, InstantSource clock) {
    this.vocabulary = vocabulary;
    this.clock = clock;
  }

  /**
   * Reads on from where the caller was checked.
   *
   * @param transaction in which the rule has read; its head is the moment that is asked about
   * @return fails with {@link RelianceLost} if the right has changed or has expired, and with an
   *     {@link IllegalStateException} if the check claims to know what the ledger does not hold yet
   */
  CompletableFuture<Void> requireStanding(Reliance reliance, EventStoreTransaction transaction) {
    long head = GlobalIndexConsistencyMarker.position(transaction.appendPosition());
    if (reliance.position() > head) {
      throw new IllegalStateException(
          "the caller was checked as of %d, beyond the head %d"
              .formatted(reliance.position(), head));
    }
    if (reliance.until().filter(until -> !until.isAfter(clock.instant())).isPresent()) {
      throw new RelianceLost(head);
    }
    if (reliance.boundary().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return transaction
        .source(
            SourcingCondition.conditionFor(
                new GlobalIndexConsistencyMarker(reliance.position()).position(),
                Selecting.criteria(reliance.boundary(), vocabulary)))
        .reduce(false, (_, _) -> true)
        .thenAccept(
            changed -> {
              if (changed) {
                throw new RelianceLost(head);
              }
            });
  }
}
