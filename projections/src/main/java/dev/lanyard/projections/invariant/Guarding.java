package dev.lanyard.projections.invariant;

import static dev.lanyard.projections.invariant.Invariant.LOCKS_HONOURED;

import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.CredentialEvent;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TokenEvent;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.eventstore.Recorded;
import java.util.Set;

/**
 * Locks as they were before the commit guard what its command was about, never the far end of a
 * cascade. Expiry and the revocation of credentials ignore them, as do what the server installs
 * itself, and changes of locks (DESIGN, "Locks").
 */
final class Guarding {
  private static final Set<String> UNGUARDED = Set.of("InstallDefaults", "RecoverOperator");

  private final Living living;
  private final Breaches breaches;

  Guarding(Living living, Breaches breaches) {
    this.living = living;
    this.breaches = breaches;
  }

  /** Checks a fact before any of its commit is folded. */
  void check(Recorded at) {
    if (at.metadata().cascadesFrom().isPresent() || UNGUARDED.contains(at.metadata().operation())) {
      return;
    }
    switch (at.event()) {
      case ResourceGroupCreated(var scope, _, _) -> writesIn(scope, at);
      case ResourceCreated(var scope, _, _) -> writesIn(scope, at);
      case UserIdentityCreated(var scope, _, _, _, _) -> writesIn(scope, at);
      case ResourceGroupUpdated(var scope, _) -> writes(scope, at);
      case ResourceUpdated(var scope, _) -> writes(scope, at);
      case UserIdentityUpdated(var scope, _, _) -> writes(scope, at);
      case SystemIdentityEnabled(var resource, _, _) -> writes(resource, at);
      case SystemIdentityDeleted(var resource, _) -> writes(resource, at);
      case UserIdentityAttached(var resource, _, _, _, _) -> writes(resource, at);
      case UserIdentityDetached(var resource, _, _) -> writes(resource, at);
      case FederatedCredentialAdded(var identity, _, _) -> writes(identity, at);
      case FederatedCredentialUpdated(var identity, _, _) -> writes(identity, at);
      case FederatedCredentialRemoved(var identity, _, _) -> deletes(identity, at);
      case CredentialIssued(var resource, _) -> writes(resource, at);
      case CredentialRotated(var resource, _, _, var credential)
          when credential.kind() != Kind.CERTIFICATE ->
          writes(resource, at);
      case RoleAssigned(var grant) -> writes(grant.scope(), at);
      case RoleAssignmentRemoved(var grant, var cause) -> removes(grant.scope(), cause, at);
      case ResourceGroupDeleted(var scope) -> deletesAll(scope, at);
      case ResourceDeleted(var scope) -> deletesAll(scope, at);
      case UserIdentityDeleted(var scope, _) -> deletesAll(scope, at);
      // An agent's renewal changes nothing of its resource.
      case CredentialRotated _ -> {}
      case CredentialRevoked _, LockEvent _, TokenEvent _, IssuerEvent _ -> {}
      case PrincipalEvent _, CredentialEvent _, RoleDefinitionEvent _ -> {}
      case SubscriptionEvent _, ComplianceEvent _, UsageEvent _ -> {}
    }
  }

  private void removes(Scope scope, Cause cause, Recorded at) {
    switch (cause) {
      case REMOVED -> deletes(scope, at);
      case REPLACED -> writes(scope, at);
      case EXPIRED, PRINCIPAL_ENDED, SCOPE_ENDED -> {}
    }
  }

  /** A thing is born into what contains it. */
  private void writesIn(Scope scope, Recorded at) {
    check(!living.above(scope).forbidsWriting(), scope, at, "was created");
  }

  /** What the same commit brought into being was looked at with its birth. */
  private void writes(Scope scope, Recorded at) {
    check(!living.at(scope.id()).forbidsWriting(), scope, at, "was written to");
  }

  private void deletes(Scope scope, Recorded at) {
    check(!living.at(scope.id()).forbidsDeleting(), scope, at, "lost something");
  }

  private void deletesAll(Scope scope, Recorded at) {
    Place place = living.at(scope.id());
    check(!place.forbidsDeleting() && place.locksWithin == 0, scope, at, "was deleted");
  }

  private void check(boolean holds, Scope scope, Recorded at, String what) {
    breaches.check(
        holds,
        LOCKS_HONOURED,
        at.position(),
        scope.path(),
        () -> scope.path() + " " + what + ", locked");
  }
}
