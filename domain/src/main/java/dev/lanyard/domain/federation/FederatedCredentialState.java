package dev.lanyard.domain.federation;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider.Step;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.FederatedCredentialCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.FederatedCredentials;
import dev.lanyard.domain.resource.Locks;
import dev.lanyard.domain.resource.Place;
import dev.lanyard.domain.resource.Place.Live;
import dev.lanyard.domain.resource.Place.UserIdentity;
import dev.lanyard.domain.resource.Places;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one user-assigned identity and of its federated credentials.
 *
 * @param path the identity's
 * @param name of the credential that is asked about, in any case
 * @param subject that credential
 */
record FederatedCredentialState(
    ResourcePath path,
    String name,
    Places places,
    Locks locks,
    FederatedCredentials credentials,
    Optional<FederatedCredential> subject)
    implements About<FederatedCredential> {

  /** A user-assigned identity that lives. */
  record Identity(Scope scope, PrincipalId principal) {}

  static FederatedCredentialState unknown(ResourcePath path, String name) {
    return new FederatedCredentialState(
        path, name, new Places(), new Locks(), new FederatedCredentials(), Optional.empty());
  }

  /** The identity, and then, if it lives, its credentials and the locks over it. */
  static <C extends FederatedCredentialCommand> List<Step<C, FederatedCredentialState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.identity()),
        (_, state) ->
            state
                .places
                .scopeAt(state.path, Place.UserIdentity.class)
                .map(
                    scope ->
                        Boundary.any(
                            FederatedCredentials.on(scope.requireThing()),
                            Boundaries.locksOver(scope)))
                .orElseGet(Boundary::nothing));
  }

  /** The identity, if it lives. */
  Optional<Identity> identity() {
    return places.at(path) instanceof Live(var scope, UserIdentity(var principal, _))
        ? Optional.of(new Identity(scope, principal))
        : Optional.empty();
  }

  FederatedCredentialState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    credentials.fold(event);
    Optional<FederatedCredential> named =
        identity().flatMap(it -> credentials.named(it.scope().requireThing(), name));
    return new FederatedCredentialState(path, name, places, locks, credentials, named);
  }
}
