package dev.lanyard.projections.invariant;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
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
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.domain.event.TokenEvent;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.eventstore.Recorded;

/** What each fact changes of what lives, and what is to be looked at when its commit ends. */
final class Effects {
  private final Living living;
  private final Touched touched;

  Effects(Living living, Breaches breaches) {
    this.living = living;
    this.touched = new Touched(living, breaches);
  }

  void apply(Recorded at) {
    LifecycleEvent event = at.event();
    switch (event) {
      case SubscriptionAdded(var subscription, _, _) -> born(Scope.of(subscription), at);
      case ResourceGroupCreated(var scope, _, _) -> born(scope, at);
      case ResourceCreated(var scope, _, _) -> born(scope, at);
      case UserIdentityCreated(var scope, var principal, _, _, _) -> {
        born(scope, at);
        living.begin(principal);
      }
      case ResourceGroupDeleted(var scope) -> touched.ended(living.end(scope), scope, at);
      case ResourceDeleted(var scope) -> touched.ended(living.end(scope), scope, at);
      case UserIdentityDeleted(var scope, var principal) -> {
        touched.ended(living.end(scope), scope, at);
        ended(principal, at);
      }
      case SystemIdentityEnabled(var resource, var principal, _) -> {
        living.at(resource.id()).systemIdentities++;
        living.begin(principal);
        touched.identified(living.at(resource.id()), resource, at);
      }
      case SystemIdentityDeleted(var resource, var principal) -> {
        living.at(resource.id()).systemIdentities--;
        ended(principal, at);
      }
      case UserIdentityAttached(var resource, var identity, _, _, _) -> {
        living.attach(resource.requireThing(), identity);
        touched.attached(resource, identity, at);
      }
      case UserIdentityDetached(var resource, var identity, _) ->
          touched.detached(living.detach(resource.requireThing(), identity), resource, at);
      case FederatedCredentialAdded(var identity, _, var credential) -> {
        living.trust(identity.requireThing(), credential.name());
        touched.hung(living.at(identity.id()), identity, at);
      }
      case FederatedCredentialRemoved(var identity, _, var name) ->
          living.distrust(identity.requireThing(), name);
      case CredentialIssued(var resource, var credential) -> {
        living.issue(credential.id(), living.at(resource.id()));
        touched.hung(living.at(resource.id()), resource, at);
      }
      case CredentialRotated(var resource, _, _, var credential) -> {
        living.issue(credential.id(), living.at(resource.id()));
        touched.hung(living.at(resource.id()), resource, at);
      }
      case CredentialRevoked(_, var credential, _) -> living.revoke(credential);
      case LockPlaced(var scope, var name, var level, _) -> {
        living.at(scope.id()).lock(name, level);
        touched.hung(living.at(scope.id()), scope, at);
      }
      case LockRemoved(var scope, var name) -> living.at(scope.id()).unlock(name);
      case PrincipalRegistered(var principal, _, _, _) -> living.begin(principal);
      case PrincipalRemoved(var principal, _) -> ended(principal, at);
      case RoleDefined(var role, _, _) -> living.begin(role);
      case RoleDeleted(var role, _) -> touched.ended(living.end(role), role, at);
      case RoleAssigned(var grant) -> given(grant, at);
      case RoleAssignmentRemoved(var grant, _) ->
          touched.taken(living.take(grant.assignment()), grant, at);
      case ResourceGroupUpdated _, ResourceUpdated _, UserIdentityUpdated _ -> {}
      case FederatedCredentialUpdated _, PrincipalDisabled _, RoleUpdated _ -> {}
      case CredentialEvent _, IssuerEvent _, TokenEvent _, ComplianceEvent _, UsageEvent _ -> {}
    }
  }

  private void born(Scope scope, Recorded at) {
    boolean first = living.begin(scope);
    touched.born(first, living.above(scope), scope, at);
  }

  private void ended(PrincipalId principal, Recorded at) {
    touched.ended(living.end(principal), principal, at);
  }

  private void given(Grant grant, Recorded at) {
    Given given =
        new Given(
            living.at(grant.scope().id()),
            living.principal(grant.principal()),
            living.role(grant.role()),
            grant.terms().expiresOn());
    touched.given(living.give(grant.assignment(), given), given, grant, at);
  }

  /** Checks what the commit touched. */
  void commitEnds() {
    touched.check();
  }
}
