package dev.lanyard.domain.event;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Tags;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to credentials; never the secret or key itself. */
public sealed interface CredentialEvent extends TrustEvent {

  /** Whose it is. */
  PrincipalId principal();

  /** The credential that this is about. */
  CredentialId credentialId();

  @Override
  default Set<Tag> tags() {
    return Set.of(Tags.principal(principal()), Tags.credential(credentialId()));
  }

  /** A registered service principal can prove who it is by one more credential. */
  @Event(namespace = NAMESPACE, name = "OperatorCredentialAdded", version = "1")
  record OperatorCredentialAdded(PrincipalId principal, OperatorCredential credential)
      implements CredentialEvent {
    @Override
    public CredentialId credentialId() {
      return credential.id();
    }
  }

  /** The credential proves nothing from now on. */
  @Event(namespace = NAMESPACE, name = "OperatorCredentialRevoked", version = "1")
  record OperatorCredentialRevoked(PrincipalId principal, CredentialId credential)
      implements CredentialEvent {
    @Override
    public CredentialId credentialId() {
      return credential;
    }
  }
}
