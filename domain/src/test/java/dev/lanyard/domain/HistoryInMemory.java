package dev.lanyard.domain;

import dev.lanyard.domain.Boundary.Criterion;
import dev.lanyard.domain.Decider.Step;
import dev.lanyard.domain.Decision.Accepted;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Decision.Rejected;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * A ledger in memory that runs a rule as the real one does: it selects each step's events as of one
 * head by type and tags, folds each once in position order within a step, decides, and appends on
 * condition that nothing which the joined steps select was appended since.
 */
public final class HistoryInMemory {
  private record Entry(LifecycleEvent event, Set<Tag> tags) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Tag, List<Integer>> byTag = new HashMap<>();

  /**
   * A decision that was made and not yet appended.
   *
   * @param before what the rule knew; where the state folds in place, only {@link About#subject} of
   *     it stays as it was
   * @param after the same, with the decision's facts folded in
   * @param boundary all that the steps selected
   * @param head how many events the ledger had
   * @param read how many of them were folded
   */
  public record Attempt<S>(
      Decision decision, S before, S after, Boundary boundary, int head, int read) {}

  /** Appends facts as they are. */
  public HistoryInMemory append(LifecycleEvent... events) {
    for (LifecycleEvent event : events) {
      Entry entry = new Entry(event, event.tags());
      entry.tags.forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(head()));
      entries.add(entry);
    }
    return this;
  }

  /** All facts, in order. */
  public List<LifecycleEvent> events() {
    return entries.stream().map(Entry::event).toList();
  }

  /** Decides as of now; appends nothing. */
  public <C extends LifecycleCommand, S> Attempt<S> decide(Rule<C, S> rule, C command) {
    return new Run<>(rule.decider(), command).attempt();
  }

  /**
   * Appends what was decided, unless something that the decision rests on was appended since.
   *
   * @return whether the decision still stands; a refusal, or one without facts, always does
   */
  public boolean append(Attempt<?> attempt) {
    if (!stands(attempt)) {
      return false;
    }
    append(factsOf(attempt.decision()).toArray(LifecycleEvent[]::new));
    return true;
  }

  /** Whether it would be appended now: it has no facts, or what it rests on is as it was. */
  public boolean stands(Attempt<?> attempt) {
    return factsOf(attempt.decision()).isEmpty() || !changedSince(attempt.head, attempt.boundary);
  }

  /** Decides and appends. */
  public <C extends LifecycleCommand, S> Decision send(Rule<C, S> rule, C command) {
    Attempt<S> attempt = decide(rule, command);
    append(attempt);
    return attempt.decision();
  }

  private int head() {
    return entries.size();
  }

  private boolean changedSince(int head, Boundary boundary) {
    return boundary.criteria().stream()
        .anyMatch(
            criterion ->
                entries.subList(head, head()).stream().anyMatch(entry -> hit(criterion, entry)));
  }

  private static boolean hit(Criterion criterion, Entry entry) {
    return criterion.types().contains(entry.event.getClass())
        && entry.tags.containsAll(criterion.tags());
  }

  private static List<LifecycleEvent> factsOf(Decision decision) {
    return switch (decision) {
      case Accepted(var facts) -> facts.stream().map(Fact::event).toList();
      case Rejected _ -> List.of();
    };
  }

  /** One decision in the making. */
  private final class Run<C, S> {
    private final Decider<C, S> decider;
    private final C command;
    private final int head = head();
    private final BitSet folded = new BitSet();
    private final List<Criterion> joined = new ArrayList<>();
    private S state;
    private int read;
    private Optional<Rejection> overrun = Optional.empty();

    Run(Decider<C, S> decider, C command) {
      this.decider = decider;
      this.command = command;
      this.state = decider.initial(command);
    }

    Attempt<S> attempt() {
      List<Step<C, S>> steps = decider.steps();
      if (steps.isEmpty() || steps.size() > Decider.STEPS_MAX) {
        throw new AssertionError("a rule takes 1 to 4 steps, not " + steps.size());
      }
      steps.forEach(this::take);
      if (joined.isEmpty()) {
        throw new AssertionError("a rule that reads nothing can conflict with nothing");
      }
      Decision decision =
          overrun.<Decision>map(Rejected::new).orElseGet(() -> decider.decide(command, state));
      S before = state;
      factsOf(decision).forEach(event -> state = decider.evolve(state, event));
      return new Attempt<>(decision, before, state, new Boundary(joined), head, read);
    }

    private void take(Step<C, S> step) {
      if (overrun.isPresent()) {
        return;
      }
      Boundary boundary = step.select(command, state);
      joined.addAll(boundary.criteria());
      BitSet selected = new BitSet();
      boundary.criteria().forEach(criterion -> select(criterion, selected));
      selected.andNot(folded);
      for (int at = selected.nextSetBit(0);
          at >= 0 && overrun.isEmpty();
          at = selected.nextSetBit(at + 1)) {
        fold(at);
      }
    }

    private void select(Criterion criterion, BitSet selected) {
      List<Integer> fewest =
          criterion.tags().stream()
              .map(tag -> byTag.getOrDefault(tag, List.of()))
              .min((one, other) -> Integer.compare(one.size(), other.size()))
              .orElseThrow();
      fewest.stream()
          .filter(at -> at < head && hit(criterion, entries.get(at)))
          .forEach(selected::set);
    }

    private void fold(int at) {
      state = decider.evolve(state, entries.get(at).event);
      folded.set(at);
      read++;
      overrun = decider.overrun(command, state, read);
    }
  }
}
