package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.RoleInUse;
import dev.lanyard.domain.Rejection.RoleIsBuiltIn;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.resource.Grants;
import dev.lanyard.domain.role.DeleteRoleDecider.State;
import java.util.List;
import java.util.Optional;

/** A custom role may end when nobody holds it. */
final class DeleteRoleDecider implements Decider<DeleteRole, State> {

  /**
   * @param grants the live grants of the role; folds in place
   */
  record State(RoleId about, Optional<RoleDefinition> subject, Grants grants)
      implements About<RoleDefinition> {}

  @Override
  public List<Step<DeleteRole, State>> steps() {
    return List.of(
        (command, _) -> Definitions.of(command.role()),
        (command, state) ->
            state
                .subject()
                .filter(role -> role.type() == RoleType.CUSTOM)
                .map(role -> Assignments.with(Tags.role(role.role())))
                .orElseGet(Boundary::nothing));
  }

  @Override
  public Decision decide(DeleteRole command, State state) {
    return state.subject().map(role -> delete(role, state)).orElseGet(Decision::accepted);
  }

  private static Decision delete(RoleDefinition role, State state) {
    if (role.type() == RoleType.BUILT_IN) {
      return rejected(new RoleIsBuiltIn(role.role()));
    }
    return state.grants().all().stream()
        .findFirst()
        .map(grant -> rejected(new RoleInUse(role.role(), grant.assignment())))
        .orElseGet(() -> accepted(new RoleDeleted(role.role(), role.body())));
  }

  @Override
  public State initial(DeleteRole command) {
    return new State(command.role(), Optional.empty(), new Grants());
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    state.grants().fold(event);
    return new State(
        state.about(), Definitions.after(state.subject(), state.about(), event), state.grants());
  }
}
