package dev.lanyard.eventstore;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * What one decision has read so far, and knows from it. Each event is folded once, however many
 * steps select it. Used by one thread at a time.
 */
final class Reading<C, S> {
  private final Decider<C, S> decider;
  private final C command;
  private final Vocabulary<LifecycleEvent> vocabulary;
  private final Set<String> folded = new HashSet<>();
  private S state;
  private Optional<Rejection> overrun = Optional.empty();

  Reading(Decider<C, S> decider, C command, Vocabulary<LifecycleEvent> vocabulary) {
    this.decider = decider;
    this.command = command;
    this.vocabulary = vocabulary;
    this.state = decider.initial(command);
  }

  S state() {
    return state;
  }

  Boundary select(Decider.Step<C, S> step) {
    return overrun.isPresent() ? Boundary.nothing() : step.select(command, state);
  }

  /** Reads on; completes when the last event was folded, or the rule has had enough. */
  CompletableFuture<Void> fold(Boundary boundary, EventStoreTransaction transaction) {
    if (boundary.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return transaction
        .source(SourcingCondition.conditionFor(Selecting.criteria(boundary, vocabulary)))
        .reduce(
            this,
            (reading, entry) -> {
              reading.fold(entry.message());
              return reading;
            })
        .thenAccept(_ -> {});
  }

  /** What follows: the rule's answer, or the one it gave when it had enough. */
  Decision decide() {
    return overrun.map(Decision::rejected).orElseGet(() -> decider.decide(command, state));
  }

  /** A stream is always drained: its last entry carries the marker of the append condition. */
  private void fold(EventMessage message) {
    if (overrun.isPresent() || !folded.add(message.identifier())) {
      return;
    }
    if (!(message.payload() instanceof LifecycleEvent event)) {
      throw new IllegalStateException(message.type() + " is not an event of the lifecycle");
    }
    state = decider.evolve(state, event);
    overrun = decider.overrun(command, state, folded.size());
  }
}
