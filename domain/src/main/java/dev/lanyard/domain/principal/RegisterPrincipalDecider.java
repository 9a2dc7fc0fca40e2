package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.PrincipalFixed;
import dev.lanyard.domain.Rejection.SubjectTaken;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.principal.RegisterPrincipalDecider.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A principal is registered once in all time, under an issuer and subject that nobody live has. */
final class RegisterPrincipalDecider implements Decider<RegisterPrincipal, State> {

  /**
   * @param holder who has the issuer and subject that the command asks for
   */
  record State(PrincipalId about, Subject asked, Standing standing, Optional<PrincipalId> holder)
      implements About<Principal> {
    @Override
    public Optional<Principal> subject() {
      return standing.registered();
    }
  }

  @Override
  public List<Step<RegisterPrincipal, State>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(Standing.of(command.principal()), holderOf(command.subject())));
  }

  /** Who has an issuer and subject. */
  static Boundary holderOf(Subject subject) {
    return Boundary.of(
        Set.of(PrincipalRegistered.class, PrincipalRemoved.class), Tags.subject(subject));
  }

  @Override
  public Decision decide(RegisterPrincipal command, State state) {
    return switch (state.standing()) {
      case Standing.Registered(var known)
          when known.type() == command.type() && known.subject().equals(command.subject()) ->
          accepted();
      case Standing.Registered _, Standing.Managed _, Standing.Ended _ ->
          rejected(new PrincipalFixed(command.principal()));
      case Standing.Unknown _ ->
          state
              .holder()
              .map(holder -> rejected(new SubjectTaken(command.subject(), holder)))
              .orElseGet(() -> accepted(registered(command)));
    };
  }

  private static PrincipalRegistered registered(RegisterPrincipal command) {
    return new PrincipalRegistered(
        command.principal(), command.type(), command.subject(), command.display());
  }

  @Override
  public State initial(RegisterPrincipal command) {
    return new State(
        command.principal(), command.subject(), new Standing.Unknown(), Optional.empty());
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    return new State(
        state.about(),
        state.asked(),
        state.standing().after(state.about(), event),
        holderAfter(state.asked(), state.holder(), event));
  }

  /** Who has the issuer and subject that are asked for, after one more fact. */
  static Optional<PrincipalId> holderAfter(
      Subject asked, Optional<PrincipalId> holder, LifecycleEvent event) {
    if (event instanceof PrincipalRegistered(var principal, _, var subject, _)
        && subject.equals(asked)) {
      return Optional.of(principal);
    }
    return event instanceof PrincipalRemoved(_, var subject) && subject.equals(asked)
        ? Optional.empty()
        : holder;
  }
}
