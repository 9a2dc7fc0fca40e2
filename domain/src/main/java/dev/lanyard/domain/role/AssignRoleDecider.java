package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.principal.Standing;
import dev.lanyard.domain.resource.Boundaries;
import java.util.List;
import java.util.Optional;

/**
 * A live principal holds a role at a live scope at most once, where the role can be assigned. The
 * same assignment with other terms replaces the one before.
 */
final class AssignRoleDecider implements Decider<AssignRole, AssignRoleState> {

  @Override
  public List<Step<AssignRole, AssignRoleState>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                Boundaries.lifeAt(command.scope()),
                Definitions.of(command.role()),
                Standing.lifeOf(command.principal()),
                Assignments.of(command.assignment())),
        (command, state) ->
            state
                .places()
                .scopeAt(command.scope())
                .map(scope -> over(scope, command, state))
                .orElseGet(Boundary::nothing),
        (command, state) ->
            command.terms().unlimited()
                ? Boundary.nothing()
                : Boundaries.endsOf(state.owners().principals()));
  }

  /** Only terms that limit a grant of Owner can take an Owner away. */
  private static Boundary over(Scope scope, AssignRole command, AssignRoleState state) {
    boolean limitsOwner = !state.owners().principals().isEmpty() && !command.terms().unlimited();
    return Boundary.any(
        Assignments.with(
            Tags.principal(command.principal()), Tags.role(command.role()), Tags.at(scope.id())),
        Boundaries.locksOver(scope),
        limitsOwner ? Boundaries.ownersOver(scope) : Boundary.nothing());
  }

  @Override
  public Decision decide(AssignRole command, AssignRoleState state) {
    return state
        .places()
        .scopeAt(command.scope())
        .map(scope -> assignAt(scope, command, state))
        .orElseGet(() -> rejected(new ScopeNotFound(command.scope())));
  }

  private static Decision assignAt(Scope scope, AssignRole command, AssignRoleState state) {
    Optional<Rejection> unfit =
        state
            .badPrincipal(command)
            .or(() -> state.badRole(command, scope))
            .or(() -> state.taken(command, scope));
    if (unfit.isPresent()) {
      return rejected(unfit.get());
    }
    Grant asked =
        new Grant(
            command.assignment(),
            command.role(),
            command.principal(),
            state.principal().type().orElseThrow(),
            scope,
            command.terms());
    if (state.subject().equals(Optional.of(asked))) {
      return accepted();
    }
    return state
        .forbidden(command, scope)
        .map(Decision::rejected)
        .orElseGet(() -> assign(asked, state));
  }

  private static Decision assign(Grant asked, AssignRoleState state) {
    RoleAssigned assigned = new RoleAssigned(asked);
    return state
        .subject()
        .map(before -> accepted(new RoleAssignmentRemoved(before, Cause.REPLACED), assigned))
        .orElseGet(() -> accepted(assigned));
  }

  @Override
  public AssignRoleState initial(AssignRole command) {
    return AssignRoleState.of(command);
  }

  @Override
  public AssignRoleState evolve(AssignRoleState state, LifecycleEvent event) {
    return state.after(event);
  }
}
