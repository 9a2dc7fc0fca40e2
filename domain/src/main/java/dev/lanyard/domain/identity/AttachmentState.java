package dev.lanyard.domain.identity;

import dev.lanyard.domain.Boundary;
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
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Locks;
import dev.lanyard.domain.resource.Place;
import dev.lanyard.domain.resource.Place.Live;
import dev.lanyard.domain.resource.Place.UserIdentity;
import dev.lanyard.domain.resource.Places;
import java.util.Optional;

/**
 * What is known of one resource and one user-assigned identity: of the identity's other attachments
 * nothing, so that the next costs what the first did.
 */
record AttachmentState(Places places, Locks locks, boolean attached) {

  /** A user-assigned identity that lives. */
  record Identity(Scope scope, UserIdentity life) {}

  static AttachmentState unknown() {
    return new AttachmentState(new Places(), new Locks(), false);
  }

  Optional<Scope> resource(ResourcePath path) {
    return places.scopeAt(path, Place.Resource.class);
  }

  Optional<Identity> identity(ResourcePath path) {
    return places.at(path) instanceof Live(var scope, UserIdentity life)
        ? Optional.of(new Identity(scope, life))
        : Optional.empty();
  }

  /** Whether the two are attached, and the locks over the resource, where both live. */
  Boundary selectAttachment(ResourcePath resource, ResourcePath identity) {
    Optional<Scope> on = resource(resource);
    Optional<Identity> it = identity(identity);
    if (on.isEmpty() || it.isEmpty()) {
      return Boundary.nothing();
    }
    return Boundary.any(
        Boundaries.attachment(on.get().requireThing(), it.get().life().principal()),
        Boundaries.locksOver(on.get()));
  }

  AttachmentState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    return switch (event) {
      case UserIdentityAttached _ -> new AttachmentState(places, locks, true);
      case UserIdentityDetached _ -> new AttachmentState(places, locks, false);
      case UserIdentityCreated _, UserIdentityUpdated _, UserIdentityDeleted _ -> this;
      case SystemIdentityEnabled _, SystemIdentityDeleted _ -> this;
      case GroupEvent _, ResourceEvent _, SubscriptionEvent _, ComplianceEvent _ -> this;
      case TrustEvent _, LockEvent _, PrincipalEvent _ -> this;
      case RoleAssignmentEvent _, RoleDefinitionEvent _ -> this;
    };
  }
}
