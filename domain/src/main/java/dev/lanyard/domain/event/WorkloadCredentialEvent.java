package dev.lanyard.domain.event;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.WorkloadCredential;
import java.time.Instant;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to the credentials of workloads; never the secret or key itself. */
public sealed interface WorkloadCredentialEvent extends TrustEvent {

  /** The resource that it proves. */
  Scope resource();

  /** The credential that this is about; of a rotation the new one. */
  CredentialId credentialId();

  @Override
  default Set<Tag> tags() {
    return Set.of(Tags.thing(resource().requireThing()), Tags.credential(credentialId()));
  }

  /** Who has the credential can act for the resource. */
  @Event(namespace = NAMESPACE, name = "CredentialIssued", version = "1")
  record CredentialIssued(Scope resource, WorkloadCredential credential)
      implements WorkloadCredentialEvent {
    @Override
    public CredentialId credentialId() {
      return credential.id();
    }
  }

  /**
   * A credential takes the place of another of its kind.
   *
   * @param replaced the other
   * @param replacedUntil from then on the other proves nothing, if it was not over before
   * @param credential the new one
   */
  @Event(namespace = NAMESPACE, name = "CredentialRotated", version = "1")
  record CredentialRotated(
      Scope resource, CredentialId replaced, Instant replacedUntil, WorkloadCredential credential)
      implements WorkloadCredentialEvent {
    @Override
    public CredentialId credentialId() {
      return credential.id();
    }

    @Override
    public Set<Tag> tags() {
      return Set.of(
          Tags.thing(resource.requireThing()),
          Tags.credential(credential.id()),
          Tags.credential(replaced));
    }
  }

  /** The credential proves nothing from now on. */
  @Event(namespace = NAMESPACE, name = "CredentialRevoked", version = "1")
  record CredentialRevoked(Scope resource, CredentialId credential, Cause cause)
      implements WorkloadCredentialEvent {
    @Override
    public CredentialId credentialId() {
      return credential;
    }
  }

  /** Why a credential ended before its time. */
  enum Cause {
    /** Somebody took it back. */
    REVOKED("Revoked"),
    /** It was a code, and was used. */
    USED("Used"),
    /** Its resource ended. */
    RESOURCE_ENDED("ResourceEnded");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    /** The text that is stored. */
    @Override
    public String toString() {
      return text;
    }
  }
}
