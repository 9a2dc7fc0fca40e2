package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.List;
import java.util.Set;

/** A registered principal may be kept from acting, unless it is the last Owner of something. */
final class DisablePrincipalDecider implements Decider<DisablePrincipal, Holdings> {

  @Override
  public List<Step<DisablePrincipal, Holdings>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                Standing.of(command.principal()),
                Boundary.of(
                    Set.of(RoleAssigned.class, RoleAssignmentRemoved.class),
                    Tags.principal(command.principal()),
                    Tags.role(RoleDefinition.OWNER))),
        (_, state) -> state.coOwners(),
        (_, state) -> state.endsOfOwners());
  }

  @Override
  public Decision decide(DisablePrincipal command, Holdings state) {
    return switch (state.standing()) {
      case Standing.Unknown _, Standing.Ended _ ->
          rejected(new PrincipalNotFound(command.principal()));
      case Standing.Managed _ -> rejected(new PrincipalManaged(command.principal()));
      case Standing.Registered(var known) when known.disabled() -> accepted();
      case Standing.Registered _ ->
          state
              .lastOwner()
              .map(Decision::rejected)
              .orElseGet(() -> accepted(new PrincipalDisabled(command.principal())));
    };
  }

  @Override
  public Holdings initial(DisablePrincipal command) {
    return Holdings.of(command.principal());
  }

  @Override
  public Holdings evolve(Holdings state, LifecycleEvent event) {
    return state.after(event);
  }
}
