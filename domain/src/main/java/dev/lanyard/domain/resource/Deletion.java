package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.CascadeTooLarge;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Place.Life;
import dev.lanyard.domain.resource.Place.Live;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A thing ends with all below it and all that hangs on them, wherever it is, in one commit; or it
 * stays whole (DESIGN, "Commands, events, rules"). The rule of every command that ends a thing.
 *
 * @param <C> the command
 */
public final class Deletion<C> implements Decider<C, Falling> {
  /** Most facts of one deletion. */
  public static final int CASCADE_EVENTS_MAX = 50_000;

  /** Most facts that one deletion reads. */
  public static final int CASCADE_READS_MAX = 500_000;

  /**
   * What a command wants to end.
   *
   * @param kind what it has to be; anything else there counts as missing
   * @param precondition what the sender holds to be true of it where it lives. RFC 9110, section
   *     13.1.1, allows what is already done to succeed
   * @param missing the decision where it does not live
   */
  public record Target(
      ResourcePath path, Class<? extends Life> kind, Precondition precondition, Decision missing) {}

  private final Function<C, Target> target;

  /** The deletion of what a command names. */
  public Deletion(Function<C, Target> target) {
    this.target = target;
  }

  @Override
  public List<Step<C, Falling>> steps() {
    return List.of(
        (_, state) -> Boundaries.lifeAt(state.target().path()),
        (_, state) -> state.top().map(Deletion::around).orElseGet(Boundary::nothing),
        (_, state) -> state.top().map(top -> hanging(top, state)).orElseGet(Boundary::nothing),
        (_, state) -> Boundary.each(state.principals(), Boundaries::hangingOn));
  }

  @Override
  public Falling initial(C command) {
    return new Falling(target.apply(command));
  }

  @Override
  public Decision decide(C command, Falling state) {
    return state
        .top()
        .map(
            top ->
                refusal(top, state)
                    .<Decision>map(why -> rejected(why))
                    .orElseGet(() -> end(top, state)))
        .orElseGet(() -> state.target().missing());
  }

  @Override
  public Falling evolve(Falling state, LifecycleEvent event) {
    state.fold(event);
    return state;
  }

  @Override
  public Optional<Rejection> overrun(C command, Falling state, long read) {
    return read <= CASCADE_READS_MAX
        ? Optional.empty()
        : Optional.of(tooLarge("cascadeReadsMax = " + CASCADE_READS_MAX, state));
  }

  private static Boundary around(Live top) {
    ThingId thing = top.scope().requireThing();
    return Boundary.any(
        Boundaries.lifeIn(thing),
        Boundaries.locksAt(top.scope().above()),
        Boundaries.ownersOver(top.scope()));
  }

  private static Boundary hanging(Live top, Falling state) {
    Boundary changes =
        switch (state.target().precondition()) {
          case Precondition.Matches _, Precondition.Differs _ ->
              Boundaries.changesOf(top.scope().requireThing());
          case Precondition.Always _, Precondition.Exists _, Precondition.Absent _ ->
              Boundary.nothing();
        };
    return Boundary.any(
        Boundary.each(state.all(), live -> Boundaries.hangingAt(live.scope().requireThing())),
        Boundaries.endsOf(state.owners.principals()),
        changes);
  }

  private static Optional<Rejection> refusal(Live top, Falling state) {
    Target target = state.target();
    if (!target.precondition().holds(state.revision())) {
      return Optional.of(new PreconditionFailed(target.path()));
    }
    List<ResourcePath> locked = state.locks.againstDeletingAll(top.scope());
    if (!locked.isEmpty()) {
      return Optional.of(new ScopeLocked(target.path(), Operation.DELETE, locked));
    }
    Set<PrincipalId> ending = new HashSet<>(state.principals());
    Optional<ScopeId> ownerless =
        state.owners.leftWithout(grant -> ending.contains(grant.principal()));
    return ownerless.map(LastOwner::new);
  }

  private static Decision end(Live top, Falling state) {
    Cascade facts = Fall.of(top, state);
    return facts.size() <= CASCADE_EVENTS_MAX
        ? accepted(facts.facts())
        : rejected(tooLarge("cascadeEventsMax = " + CASCADE_EVENTS_MAX, state));
  }

  private static CascadeTooLarge tooLarge(String limit, Falling state) {
    return new CascadeTooLarge(state.target().path(), limit, state.largestParts());
  }
}
