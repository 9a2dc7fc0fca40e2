package dev.lanyard.domain.federation;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.Rejection.FederatedSubjectTaken;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.TooManyFederatedCredentials;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.federation.FederatedCredentialState.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A live user-assigned identity has one federated credential of a name, so many in all, and of an
 * issuer no two for the same subject or expression (CONTRACT 2.4). A name stays as it was first
 * spelt.
 */
final class PutFederatedCredentialDecider
    implements Decider<PutFederatedCredential, FederatedCredentialState> {

  @Override
  public List<Step<PutFederatedCredential, FederatedCredentialState>> steps() {
    return FederatedCredentialState.steps();
  }

  @Override
  public Decision decide(PutFederatedCredential command, FederatedCredentialState state) {
    return state
        .identity()
        .map(identity -> put(command, identity, state))
        .orElseGet(() -> rejected(new ResourceNotFound(command.identity())));
  }

  private static Decision put(
      PutFederatedCredential command, Identity identity, FederatedCredentialState state) {
    List<ResourcePath> locked = state.locks().againstWriting(identity.scope());
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.identity(), Operation.WRITE, locked));
    }
    Collection<FederatedCredential> all = state.credentials().of(identity.scope().requireThing());
    Optional<FederatedCredential> holder =
        all.stream().filter(other -> collides(other, command.credential())).findFirst();
    if (holder.isPresent()) {
      return rejected(new FederatedSubjectTaken(command.identity(), holder.get().name()));
    }
    return state
        .subject()
        .map(known -> update(known, command.credential(), identity))
        .orElseGet(() -> add(command, all.size(), identity));
  }

  private static boolean collides(FederatedCredential other, FederatedCredential asked) {
    return !other.key().equals(asked.key())
        && other.issuer().equals(asked.issuer())
        && other.match().equals(asked.match());
  }

  private static Decision update(
      FederatedCredential known, FederatedCredential asked, Identity identity) {
    FederatedCredential next = asked.spelt(known.name());
    return next.equals(known)
        ? accepted()
        : accepted(new FederatedCredentialUpdated(identity.scope(), identity.principal(), next));
  }

  private static Decision add(PutFederatedCredential command, int count, Identity identity) {
    return count >= command.credentialsMax()
        ? rejected(new TooManyFederatedCredentials(command.identity(), command.credentialsMax()))
        : accepted(
            new FederatedCredentialAdded(
                identity.scope(), identity.principal(), command.credential()));
  }

  @Override
  public FederatedCredentialState initial(PutFederatedCredential command) {
    return FederatedCredentialState.unknown(command.identity(), command.credential().name());
  }

  @Override
  public FederatedCredentialState evolve(FederatedCredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
