package dev.lanyard.domain.identity;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import dev.lanyard.domain.resource.Grants;
import dev.lanyard.domain.resource.Locks;
import dev.lanyard.domain.resource.Owners;
import dev.lanyard.domain.resource.Place;
import dev.lanyard.domain.resource.Places;
import java.util.Optional;

/**
 * What is known of a resource's system-assigned identity.
 *
 * @param path the resource's
 * @param owners grants that the end of the identity must not be the last of
 * @param grants what the identity was granted
 * @param identity the identity's principal; empty where it has none
 */
record SystemIdentityState(
    ResourcePath path,
    Places places,
    Locks locks,
    Owners owners,
    Grants grants,
    Optional<PrincipalId> identity) {

  static SystemIdentityState unknown(ResourcePath path) {
    return new SystemIdentityState(
        path, new Places(), new Locks(), new Owners(), new Grants(), Optional.empty());
  }

  /** The resource, if it lives. */
  Optional<Scope> resource() {
    return places.scopeAt(path, Place.Resource.class);
  }

  SystemIdentityState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    owners.fold(event);
    grants.fold(event);
    // The ends of other identities are read too, where they are Owners.
    return switch (event) {
      case SystemIdentityEnabled(var scope, var principal, _) ->
          isAbout(scope) ? with(Optional.of(principal)) : this;
      case SystemIdentityDeleted(var scope, _) -> isAbout(scope) ? with(Optional.empty()) : this;
      case UserIdentityCreated _, UserIdentityUpdated _, UserIdentityDeleted _ -> this;
      case UserIdentityAttached _, UserIdentityDetached _ -> this;
      case GroupEvent _, ResourceEvent _, SubscriptionEvent _, ComplianceEvent _ -> this;
      case TrustEvent _, LockEvent _, PrincipalEvent _ -> this;
      case RoleAssignmentEvent _, RoleDefinitionEvent _ -> this;
    };
  }

  private boolean isAbout(Scope scope) {
    return resource().filter(it -> it.id().equals(scope.id())).isPresent();
  }

  private SystemIdentityState with(Optional<PrincipalId> principal) {
    return new SystemIdentityState(path, places, locks, owners, grants, principal);
  }
}
