package dev.lanyard.eventstore;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A rule for tests, which knows the facts that it has read, in the order of reading. */
record Probe(
    List<Step<DisablePrincipal, List<LifecycleEvent>>> steps,
    Function<List<LifecycleEvent>, Decision> deciding,
    long readMax)
    implements Decider<DisablePrincipal, List<LifecycleEvent>> {
  static final Set<Class<? extends LifecycleEvent>> TYPES =
      Set.of(PrincipalRegistered.class, PrincipalDisabled.class, PrincipalRemoved.class);

  /** A rule that reads all facts of the command's principal. */
  static Probe deciding(Function<List<LifecycleEvent>, Decision> deciding) {
    return new Probe(List.of((command, _) -> of(command.principal())), deciding, 1_000);
  }

  Probe reading(List<Step<DisablePrincipal, List<LifecycleEvent>>> others) {
    return new Probe(others, deciding, readMax);
  }

  Probe atMost(long read) {
    return new Probe(steps, deciding, read);
  }

  Rule<DisablePrincipal, List<LifecycleEvent>> rule() {
    return new Rule<>(DisablePrincipal.class, this);
  }

  static Boundary of(PrincipalId principal) {
    return Boundary.of(TYPES, Tags.principal(principal));
  }

  static PrincipalId principal(int number) {
    return new PrincipalId(new UUID(1, number));
  }

  static LifecycleEvent registered(int number) {
    return new PrincipalRegistered(
        principal(number),
        PrincipalType.USER,
        new Subject("https://issuer.example", "s" + number),
        Personal.of("Alice"));
  }

  static LifecycleEvent disabled(int number) {
    return new PrincipalDisabled(principal(number));
  }

  @Override
  public List<LifecycleEvent> initial(DisablePrincipal command) {
    return List.of();
  }

  @Override
  public List<LifecycleEvent> evolve(List<LifecycleEvent> state, LifecycleEvent event) {
    List<LifecycleEvent> more = new ArrayList<>(state);
    more.add(event);
    return List.copyOf(more);
  }

  @Override
  public Decision decide(DisablePrincipal command, List<LifecycleEvent> state) {
    return deciding.apply(state);
  }

  @Override
  public Optional<Rejection> overrun(
      DisablePrincipal command, List<LifecycleEvent> state, long read) {
    return read > readMax
        ? Optional.of(new Rejection.PrincipalFixed(command.principal()))
        : Optional.empty();
  }
}
