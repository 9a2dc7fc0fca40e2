package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.About;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.role.ExpireRoleAssignmentDecider.State;
import java.util.List;
import java.util.Optional;

/** An assignment whose expiry has passed ends, locked or not. */
final class ExpireRoleAssignmentDecider implements Decider<ExpireRoleAssignment, State> {

  record State(AssignmentId about, Optional<Grant> subject) implements About<Grant> {}

  @Override
  public List<Step<ExpireRoleAssignment, State>> steps() {
    return List.of((command, _) -> Assignments.of(command.assignment()));
  }

  @Override
  public Decision decide(ExpireRoleAssignment command, State state) {
    return state
        .subject()
        .filter(grant -> hasExpired(grant, command))
        .map(grant -> accepted(new RoleAssignmentRemoved(grant, Cause.EXPIRED)))
        .orElseGet(Decision::accepted);
  }

  private static boolean hasExpired(Grant grant, ExpireRoleAssignment command) {
    return grant.terms().expiresOn().filter(end -> !end.isAfter(command.now())).isPresent();
  }

  @Override
  public State initial(ExpireRoleAssignment command) {
    return new State(command.assignment(), Optional.empty());
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    return new State(state.about(), Assignments.after(state.subject(), state.about(), event));
  }
}
