package dev.lanyard.domain.resource;

import dev.lanyard.domain.About;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import java.util.Optional;

/** What is known of one group, what contains it, and the locks over it. */
record GroupState(Places places, Locks locks, Optional<LiveGroup> subject)
    implements About<LiveGroup> {

  static GroupState unknown() {
    return new GroupState(new Places(), new Locks(), Optional.empty());
  }

  GroupState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    return switch (event) {
      case ResourceGroupCreated(var scope, var location, var tags) ->
          about(Optional.of(new LiveGroup(scope, location, tags)));
      case ResourceGroupUpdated(_, var tags) ->
          about(subject.map(group -> new LiveGroup(group.scope(), group.location(), tags)));
      case ResourceGroupDeleted _ -> about(Optional.empty());
      case SubscriptionEvent _, ComplianceEvent _, ResourceEvent _, IdentityEvent _ -> this;
      case TrustEvent _, LockEvent _, PrincipalEvent _ -> this;
      case RoleAssignmentEvent _, RoleDefinitionEvent _ -> this;
    };
  }

  private GroupState about(Optional<LiveGroup> group) {
    return new GroupState(places, locks, group);
  }
}
