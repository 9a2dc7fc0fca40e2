package dev.lanyard.domain.federation;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.federation.FederatedCredentialState.Identity;
import java.util.List;

/** A federated credential is removed, unless a lock is at or above its identity. */
final class RemoveFederatedCredentialDecider
    implements Decider<RemoveFederatedCredential, FederatedCredentialState> {

  @Override
  public List<Step<RemoveFederatedCredential, FederatedCredentialState>> steps() {
    return FederatedCredentialState.steps();
  }

  @Override
  public Decision decide(RemoveFederatedCredential command, FederatedCredentialState state) {
    return state
        .subject()
        .map(known -> remove(known.name(), state.identity().orElseThrow(), state))
        .orElseGet(Decision::accepted);
  }

  private static Decision remove(String name, Identity identity, FederatedCredentialState state) {
    List<ResourcePath> locked = state.locks().againstDeleting(identity.scope());
    return locked.isEmpty()
        ? accepted(new FederatedCredentialRemoved(identity.scope(), identity.principal(), name))
        : rejected(new ScopeLocked(state.path(), Operation.DELETE, locked));
  }

  @Override
  public FederatedCredentialState initial(RemoveFederatedCredential command) {
    return FederatedCredentialState.unknown(command.identity(), command.name());
  }

  @Override
  public FederatedCredentialState evolve(FederatedCredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
