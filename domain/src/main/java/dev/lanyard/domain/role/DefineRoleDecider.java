package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.RoleExists;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import java.util.List;
import java.util.Optional;

/** A custom role has an id and a name of its own, and scopes that live. */
final class DefineRoleDecider implements Decider<DefineRole, RoleState> {

  @Override
  public List<Step<DefineRole, RoleState>> steps() {
    return List.of((command, _) -> RoleContent.of(command).boundary());
  }

  @Override
  public Decision decide(DefineRole command, RoleState state) {
    return define(RoleContent.of(command), state);
  }

  static Decision define(RoleContent asked, RoleState state) {
    RoleDefinition role =
        new RoleDefinition(asked.role(), RoleType.CUSTOM, asked.body(state.places()));
    Optional<Rejection> refusal = state.refusal(asked);
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    if (state.subject().isEmpty()) {
      return accepted(new RoleDefined(role.role(), role.type(), role.body()));
    }
    return state.subject().get().equals(role) ? accepted() : rejected(new RoleExists(asked.role()));
  }

  @Override
  public RoleState initial(DefineRole command) {
    return RoleState.of(RoleContent.of(command));
  }

  @Override
  public RoleState evolve(RoleState state, LifecycleEvent event) {
    return state.after(event);
  }
}
