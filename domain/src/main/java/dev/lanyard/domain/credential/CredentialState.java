package dev.lanyard.domain.credential;

import dev.lanyard.domain.About;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.principal.Standing;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule must know of one credential and of the principal that it is asked for.
 *
 * @param about the principal
 * @param asked the credential
 * @param added whom the credential was added to, and what it is; empty if it never was
 * @param live the principal's credentials that were not revoked
 */
record CredentialState(
    PrincipalId about,
    CredentialId asked,
    Standing standing,
    Optional<OperatorCredentialAdded> added,
    Set<CredentialId> live)
    implements About<OperatorCredential> {
  CredentialState {
    live = Set.copyOf(live);
  }

  static CredentialState of(PrincipalId about, CredentialId asked) {
    return new CredentialState(about, asked, new Standing.Unknown(), Optional.empty(), Set.of());
  }

  @Override
  public Optional<OperatorCredential> subject() {
    return live.contains(asked) ? added.map(OperatorCredentialAdded::credential) : Optional.empty();
  }

  CredentialState after(LifecycleEvent event) {
    return new CredentialState(
        about, asked, standing.after(about, event), addedAfter(event), liveAfter(event));
  }

  private Optional<OperatorCredentialAdded> addedAfter(LifecycleEvent event) {
    return event instanceof OperatorCredentialAdded fact && fact.credentialId().equals(asked)
        ? Optional.of(fact)
        : added;
  }

  private Set<CredentialId> liveAfter(LifecycleEvent event) {
    if (event instanceof OperatorCredentialAdded(var who, var credential) && who.equals(about)) {
      return with(credential.id());
    }
    return event instanceof OperatorCredentialRevoked(_, var credential)
        ? without(credential)
        : live;
  }

  private Set<CredentialId> with(CredentialId credential) {
    Set<CredentialId> more = new HashSet<>(live);
    more.add(credential);
    return more;
  }

  private Set<CredentialId> without(CredentialId credential) {
    Set<CredentialId> fewer = new HashSet<>(live);
    fewer.remove(credential);
    return fewer;
  }
}
