package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Cascade;
import java.util.List;
import java.util.Optional;

/**
 * A registered principal ends with its credentials and grants, unless it is the last Owner of
 * something.
 */
final class RemovePrincipalDecider implements Decider<RemovePrincipal, Holdings> {

  @Override
  public List<Step<RemovePrincipal, Holdings>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                Standing.of(command.principal()),
                Credentials.of(command.principal()),
                Boundaries.grantsOf(command.principal())),
        (_, state) -> state.coOwners(),
        (_, state) -> state.endsOfOwners());
  }

  @Override
  public Decision decide(RemovePrincipal command, Holdings state) {
    return switch (state.standing()) {
      case Standing.Unknown _, Standing.Ended _ -> accepted();
      case Standing.Managed _ -> rejected(new PrincipalManaged(command.principal()));
      case Standing.Registered(var known) ->
          state.lastOwner().map(Decision::rejected).orElseGet(() -> remove(known, state));
    };
  }

  private static Decision remove(Principal known, Holdings state) {
    PrincipalRemoved end = new PrincipalRemoved(known.principal(), known.subject());
    Cascade cascade = new Cascade();
    for (CredentialId credential : state.credentials()) {
      cascade.add(new OperatorCredentialRevoked(known.principal(), credential), Optional.of(end));
    }
    return accepted(cascade.addEnd(known.principal(), state.grants(), end).facts());
  }

  @Override
  public Holdings initial(RemovePrincipal command) {
    return Holdings.of(command.principal());
  }

  @Override
  public Holdings evolve(Holdings state, LifecycleEvent event) {
    return state.after(event);
  }
}
