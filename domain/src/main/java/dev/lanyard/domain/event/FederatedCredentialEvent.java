package dev.lanyard.domain.event;

import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to the federated credentials of user-assigned identities. */
public sealed interface FederatedCredentialEvent extends TrustEvent {

  /** The identity that it is on. */
  Scope identity();

  /** The identity's principal. */
  PrincipalId principal();

  @Override
  default Set<Tag> tags() {
    return Set.of(Tags.thing(identity().requireThing()), Tags.principal(principal()));
  }

  /** Tokens of another issuer can stand for the identity. */
  @Event(namespace = NAMESPACE, name = "FederatedCredentialAdded", version = "1")
  record FederatedCredentialAdded(
      Scope identity, PrincipalId principal, FederatedCredential credential)
      implements FederatedCredentialEvent {}

  /** The credential of this name now says this. */
  @Event(namespace = NAMESPACE, name = "FederatedCredentialUpdated", version = "1")
  record FederatedCredentialUpdated(
      Scope identity, PrincipalId principal, FederatedCredential credential)
      implements FederatedCredentialEvent {}

  /**
   * Tokens that it let in stand for the identity no more.
   *
   * @param name in the case that it was added with
   */
  @Event(namespace = NAMESPACE, name = "FederatedCredentialRemoved", version = "1")
  record FederatedCredentialRemoved(Scope identity, PrincipalId principal, String name)
      implements FederatedCredentialEvent {}
}
