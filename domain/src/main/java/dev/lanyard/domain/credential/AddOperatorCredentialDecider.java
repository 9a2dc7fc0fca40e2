package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.CredentialsNotForType;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.TooManyCredentials;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.principal.Credentials;
import dev.lanyard.domain.principal.Standing;
import java.util.List;
import java.util.Optional;

/**
 * A live registered service principal has at most {@link OperatorCredential#CREDENTIALS_MAX}
 * credentials; the id of each is added once in all time, and asking for it again changes nothing.
 */
final class AddOperatorCredentialDecider
    implements Decider<AddOperatorCredential, CredentialState> {

  @Override
  public List<Step<AddOperatorCredential, CredentialState>> steps() {
    return List.of(
        (command, _) ->
            Boundary.any(
                Standing.of(command.principal()),
                Credentials.of(command.principal()),
                Credentials.of(command.credential().id())));
  }

  @Override
  public Decision decide(AddOperatorCredential command, CredentialState state) {
    return switch (state.standing()) {
      case Standing.Unknown _, Standing.Ended _ ->
          rejected(new PrincipalNotFound(command.principal()));
      case Standing.Managed _ -> rejected(new PrincipalManaged(command.principal()));
      case Standing.Registered(var known) when known.type() != PrincipalType.SERVICE_PRINCIPAL ->
          rejected(new CredentialsNotForType(command.principal(), known.type()));
      case Standing.Registered _ when state.added().isPresent() ->
          state.subject().equals(Optional.of(command.credential()))
              ? accepted()
              : rejected(new CredentialFixed(command.credential().id()));
      case Standing.Registered _ when state.live().size() >= OperatorCredential.CREDENTIALS_MAX ->
          rejected(new TooManyCredentials(command.principal(), OperatorCredential.CREDENTIALS_MAX));
      case Standing.Registered _ ->
          accepted(new OperatorCredentialAdded(command.principal(), command.credential()));
    };
  }

  @Override
  public CredentialState initial(AddOperatorCredential command) {
    return CredentialState.of(command.principal(), command.credential().id());
  }

  @Override
  public CredentialState evolve(CredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
