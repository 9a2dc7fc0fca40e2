package dev.lanyard.domain.identity;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.UserIdentityBody;
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
import dev.lanyard.domain.resource.Places;
import java.util.Optional;

/** What is known of one user-assigned identity, its group, and the locks over it. */
record UserIdentityState(Places places, Locks locks, Optional<LiveUserIdentity> subject)
    implements About<LiveUserIdentity> {

  static UserIdentityState unknown() {
    return new UserIdentityState(new Places(), new Locks(), Optional.empty());
  }

  /** The identity's updates and the locks over it; over its group where it shall be born. */
  Boundary select(ResourcePath path) {
    return subject
        .map(
            it ->
                Boundary.any(
                    Boundaries.userIdentityUpdates(it.scope().requireThing()),
                    Boundaries.locksOver(it.scope())))
        .or(() -> places.scopeAt(path.parent()).map(Boundaries::locksOver))
        .orElseGet(Boundary::nothing);
  }

  UserIdentityState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    return switch (event) {
      case UserIdentityCreated(var scope, var principal, var client, var location, var body) ->
          about(Optional.of(new LiveUserIdentity(scope, principal, client, location, body)));
      case UserIdentityUpdated(_, _, var body) -> about(subject.map(it -> with(it, body)));
      case UserIdentityDeleted _ -> about(Optional.empty());
      case UserIdentityAttached _, UserIdentityDetached _ -> this;
      case SystemIdentityEnabled _, SystemIdentityDeleted _ -> this;
      case GroupEvent _, ResourceEvent _, SubscriptionEvent _, ComplianceEvent _ -> this;
      case TrustEvent _, LockEvent _, PrincipalEvent _ -> this;
      case RoleAssignmentEvent _, RoleDefinitionEvent _ -> this;
    };
  }

  private UserIdentityState about(Optional<LiveUserIdentity> identity) {
    return new UserIdentityState(places, locks, identity);
  }

  private static LiveUserIdentity with(LiveUserIdentity it, UserIdentityBody body) {
    return new LiveUserIdentity(it.scope(), it.principal(), it.client(), it.location(), body);
  }
}
