package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.PrincipalFixed;
import dev.lanyard.domain.Rejection.RoleAssignmentFixed;
import dev.lanyard.domain.Rejection.SubjectTaken;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.principal.RecoverOperatorDecider.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whoever holds the server may make a new operator; nothing that was there is taken over. */
final class RecoverOperatorDecider implements Decider<RecoverOperator, State> {

  /**
   * @param holder who has the operator's issuer and subject
   * @param assigned whether the id of its ownership is a live assignment's
   */
  record State(OperatorState operator, Optional<PrincipalId> holder, boolean assigned) {}

  @Override
  public List<Step<RecoverOperator, State>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                OperatorState.boundaryOf(command.operator()),
                RegisterPrincipalDecider.holderOf(command.operator().subject()),
                Boundary.of(
                    Set.of(RoleAssigned.class, RoleAssignmentRemoved.class),
                    Tags.assignment(command.operator().ownership()))));
  }

  @Override
  public Decision decide(RecoverOperator command, State state) {
    Operator operator = command.operator();
    if (!(state.operator().standing() instanceof Standing.Unknown)) {
      return rejected(new PrincipalFixed(operator.principal()));
    }
    if (state.holder().isPresent()) {
      return rejected(new SubjectTaken(operator.subject(), state.holder().get()));
    }
    if (state.assigned()) {
      return rejected(new RoleAssignmentFixed(operator.ownership()));
    }
    return state
        .operator()
        .takenCredential()
        .map(credential -> rejected(new CredentialFixed(credential)))
        .orElseGet(() -> accepted(state.operator().births().stream().map(Fact::of).toList()));
  }

  @Override
  public State initial(RecoverOperator command) {
    return new State(OperatorState.of(command.operator()), Optional.empty(), false);
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    Operator asked = state.operator().asked();
    return new State(
        state.operator().after(event),
        RegisterPrincipalDecider.holderAfter(asked.subject(), state.holder(), event),
        assignedAfter(state, event));
  }

  private static boolean assignedAfter(State state, LifecycleEvent event) {
    AssignmentId ownership = state.operator().asked().ownership();
    if (event instanceof RoleAssigned(var grant) && grant.assignment().equals(ownership)) {
      return true;
    }
    return !(event instanceof RoleAssignmentRemoved(var grant, _)
            && grant.assignment().equals(ownership))
        && state.assigned();
  }
}
