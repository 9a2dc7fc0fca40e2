package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.About;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Locks;
import dev.lanyard.domain.resource.Owners;
import dev.lanyard.domain.role.RemoveRoleAssignmentDecider.State;
import java.util.List;
import java.util.Optional;

/** An assignment can be removed, unless its scope is locked or it makes the last Owner. */
final class RemoveRoleAssignmentDecider implements Decider<RemoveRoleAssignment, State> {

  /**
   * @param path where the command holds the assignment to be: elsewhere it counts as missing
   * @param found the assignment, wherever it is
   */
  record State(
      AssignmentId about, ResourcePath path, Optional<Grant> found, Locks locks, Owners owners)
      implements About<Grant> {
    @Override
    public Optional<Grant> subject() {
      return found.filter(grant -> grant.scope().path().equals(path));
    }
  }

  @Override
  public List<Step<RemoveRoleAssignment, State>> steps() {
    return List.of(
        (command, _) -> Assignments.of(command.assignment()),
        (_, state) -> state.subject().map(grant -> over(grant, state)).orElseGet(Boundary::nothing),
        (_, state) ->
            state.subject().isPresent()
                ? Boundaries.endsOf(state.owners().principals())
                : Boundary.nothing());
  }

  private static Boundary over(Grant grant, State state) {
    return Boundary.any(
        Boundaries.locksOver(grant.scope()),
        state.owners().principals().isEmpty()
            ? Boundary.nothing()
            : Boundaries.ownersOver(grant.scope()));
  }

  @Override
  public Decision decide(RemoveRoleAssignment command, State state) {
    return state.subject().map(grant -> remove(grant, state)).orElseGet(Decision::accepted);
  }

  private static Decision remove(Grant grant, State state) {
    return state
        .owners()
        .leftWithout(held -> held.assignment().equals(grant.assignment()))
        .<Rejection>map(LastOwner::new)
        .or(() -> locked(grant, state))
        .map(Decision::rejected)
        .orElseGet(() -> accepted(new RoleAssignmentRemoved(grant, Cause.REMOVED)));
  }

  private static Optional<Rejection> locked(Grant grant, State state) {
    List<ResourcePath> locked = state.locks().againstDeleting(grant.scope());
    return locked.isEmpty()
        ? Optional.empty()
        : Optional.of(new ScopeLocked(grant.scope().path(), Operation.DELETE, locked));
  }

  @Override
  public State initial(RemoveRoleAssignment command) {
    return new State(
        command.assignment(), command.scope(), Optional.empty(), new Locks(), new Owners());
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    state.locks().fold(event);
    state.owners().fold(event);
    return new State(
        state.about(),
        state.path(),
        Assignments.after(state.found(), state.about(), event),
        state.locks(),
        state.owners());
  }
}
