package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.principal.Credentials;
import java.util.List;

/** A live credential of the principal is revoked; nothing else needs to be. */
final class RevokeOperatorCredentialDecider
    implements Decider<RevokeOperatorCredential, CredentialState> {

  @Override
  public List<Step<RevokeOperatorCredential, CredentialState>> steps() {
    return List.of((command, _) -> Credentials.of(command.credential()));
  }

  @Override
  public Decision decide(RevokeOperatorCredential command, CredentialState state) {
    return state.subject().isEmpty()
        ? accepted()
        : accepted(new OperatorCredentialRevoked(command.principal(), command.credential()));
  }

  @Override
  public CredentialState initial(RevokeOperatorCredential command) {
    return CredentialState.of(command.principal(), command.credential());
  }

  @Override
  public CredentialState evolve(CredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
