package dev.lanyard.eventstore;

import dev.lanyard.domain.Decision.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command that was accepted, and whose facts, if any, are durable.
 *
 * @param before what the rule knew; of a state that folds in place only {@link
 *     dev.lanyard.domain.About#subject} is as it was
 * @param after the same, with the facts folded in; equal to {@code before} where none are
 * @param facts what was appended; empty where all already was
 * @param position the commit of the append; without facts, the head that the decision rests on
 * @param committedAt when the append was made; empty without facts
 */
public record Done<S>(
    S before, S after, List<Fact> facts, long position, Optional<Instant> committedAt) {
  public Done {
    facts = List.copyOf(facts);
  }

  /** Whether anything changed. */
  public boolean changed() {
    return !facts.isEmpty();
  }
}
