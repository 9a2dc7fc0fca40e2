package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.RoleIsBuiltIn;
import dev.lanyard.domain.Rejection.RoleScopeInUse;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import java.util.List;
import java.util.Optional;

/** A custom role may change, as long as whoever holds it could still be given it. */
final class UpdateRoleDecider implements Decider<UpdateRole, RoleState> {

  @Override
  public List<Step<UpdateRole, RoleState>> steps() {
    return List.of(
        (command, _) -> RoleContent.of(command).boundary(),
        (command, state) ->
            dropsScopes(command, state)
                ? Assignments.with(Tags.role(command.role()))
                : Boundary.nothing());
  }

  private static boolean dropsScopes(UpdateRole command, RoleState state) {
    RoleBody asked = RoleContent.of(command).body(state.places());
    return state.subject().stream()
        .flatMap(role -> role.body().assignable().stream())
        .anyMatch(scope -> !asked.assignableAt(scope));
  }

  @Override
  public Decision decide(UpdateRole command, RoleState state) {
    RoleContent asked = RoleContent.of(command);
    return state
        .subject()
        .map(role -> update(role, asked, state))
        .orElseGet(() -> DefineRoleDecider.define(asked, state));
  }

  private static Decision update(RoleDefinition role, RoleContent asked, RoleState state) {
    if (role.type() == RoleType.BUILT_IN) {
      return rejected(new RoleIsBuiltIn(asked.role()));
    }
    RoleBody body = asked.body(state.places());
    Optional<Rejection> refusal =
        state.refusal(asked).or(() -> outside(body, state).map(grant -> inUse(role, grant)));
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    return role.body().equals(body)
        ? accepted()
        : accepted(new RoleUpdated(asked.role(), body, role.body()));
  }

  /** A grant of the role where it could no longer be given. */
  private static Optional<Grant> outside(RoleBody body, RoleState state) {
    return state.grants().all().stream()
        .filter(grant -> !body.assignableAt(grant.scope()))
        .findFirst();
  }

  private static RoleScopeInUse inUse(RoleDefinition role, Grant grant) {
    Scope dropped =
        role.body().assignable().stream()
            .filter(scope -> grant.scope().isWithin(scope.id()))
            .findFirst()
            .orElse(grant.scope());
    return new RoleScopeInUse(role.role(), dropped.path(), grant.assignment());
  }

  @Override
  public RoleState initial(UpdateRole command) {
    return RoleState.of(RoleContent.of(command));
  }

  @Override
  public RoleState evolve(RoleState state, LifecycleEvent event) {
    return state.after(event);
  }
}
