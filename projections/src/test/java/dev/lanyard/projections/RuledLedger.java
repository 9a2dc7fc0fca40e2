package dev.lanyard.projections;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decider.Step;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Accepted;
import dev.lanyard.domain.Decision.Rejected;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.rules.AllRules;
import dev.lanyard.eventstore.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A ledger in memory to which commands are sent: the rules decide what is appended. */
public final class RuledLedger {
  private static final Map<Class<?>, Rule<?, ?>> RULES =
      AllRules.all().stream().collect(Collectors.toMap(Rule::command, Function.identity()));

  private final FakeLedger ledger = new FakeLedger();

  public FakeLedger ledger() {
    return ledger;
  }

  public List<Recorded> facts() {
    return ledger.read(0, Integer.MAX_VALUE);
  }

  /** Has the command's rule decide, and appends what it decides; the facts, none if refused. */
  @SuppressWarnings("unchecked") // The map holds each rule under its own command.
  public <C extends LifecycleCommand> List<LifecycleEvent> send(C command) {
    Rule<C, ?> rule = (Rule<C, ?>) Objects.requireNonNull(RULES.get(command.getClass()));
    return switch (decide(rule.decider(), command)) {
      case Rejected _ -> List.of();
      case Accepted(var facts) when facts.isEmpty() -> List.of();
      case Accepted(var facts) -> {
        ledger.commit(
            command.getClass().getSimpleName(),
            facts.stream().map(fact -> new FakeLedger.Step(fact.event(), from(fact))).toList());
        yield facts.stream().map(Decision.Fact::event).toList();
      }
    };
  }

  private static Optional<Integer> from(Decision.Fact fact) {
    return fact.cascadesFrom().isPresent()
        ? Optional.of(fact.cascadesFrom().getAsInt())
        : Optional.empty();
  }

  private <C, S> Decision decide(Decider<C, S> decider, C command) {
    List<Recorded> facts = facts();
    Set<Long> folded = new HashSet<>();
    S state = decider.initial(command);
    for (Step<C, S> step : decider.steps()) {
      Boundary boundary = step.select(command, state);
      for (Recorded fact : facts) {
        if (selects(boundary, fact.event()) && folded.add(fact.position())) {
          state = decider.evolve(state, fact.event());
        }
      }
    }
    return decider.decide(command, state);
  }

  private static boolean selects(Boundary boundary, LifecycleEvent event) {
    return boundary.criteria().stream()
        .anyMatch(
            criterion ->
                criterion.types().contains(event.getClass())
                    && event.tags().containsAll(criterion.tags()));
  }
}
