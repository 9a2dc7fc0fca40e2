package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.WorkloadCredentials;
import java.util.List;
import java.util.Optional;

/** A credential of the resource is revoked once, whatever is locked; nothing else needs to be. */
final class RevokeCredentialDecider implements Decider<RevokeCredential, WorkloadCredentialState> {

  @Override
  public List<Step<RevokeCredential, WorkloadCredentialState>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                Boundaries.lifeAt(command.resource()),
                WorkloadCredentials.of(command.credential())));
  }

  @Override
  public Decision decide(RevokeCredential command, WorkloadCredentialState state) {
    Optional<Scope> resource = state.resource();
    if (resource.isEmpty()) {
      return rejected(new ResourceNotFound(command.resource()));
    }
    return state.subject().isEmpty()
        ? accepted()
        : accepted(new CredentialRevoked(resource.get(), command.credential(), Cause.REVOKED));
  }

  @Override
  public WorkloadCredentialState initial(RevokeCredential command) {
    return WorkloadCredentialState.unknown(command.resource(), command.credential());
  }

  @Override
  public WorkloadCredentialState evolve(WorkloadCredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
