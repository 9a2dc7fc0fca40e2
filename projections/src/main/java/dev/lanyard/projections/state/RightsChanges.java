package dev.lanyard.projections.state;

import dev.lanyard.domain.event.ComplianceEvent;
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
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import dev.lanyard.eventstore.Recorded;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last commit after which somebody may hold other rights than before. The thread that folds
 * tells of a commit before any snapshot shows it, so that whoever first reads where the view stands
 * and then asks here, learns of all that the view shows.
 */
public final class RightsChanges {
  private final AtomicLong last = new AtomicLong();

  /** Looks at a fact that is about to be folded. */
  void folding(Recorded recorded) {
    if (matters(recorded.event())) {
      last.accumulateAndGet(recorded.commit(), Math::max);
    }
  }

  /** Whether what was read from the snapshot of a commit still holds. */
  boolean noneSince(long commit) {
    return last.get() <= commit;
  }

  /** A new place has no grants yet, and an attached identity is not another caller's. */
  private static boolean matters(LifecycleEvent event) {
    return switch (event) {
      case PrincipalEvent _,
          RoleAssignmentEvent _,
          RoleDefinitionEvent _,
          SubscriptionEvent _,
          ResourceGroupDeleted _,
          ResourceDeleted _,
          SystemIdentityEnabled _,
          SystemIdentityDeleted _,
          UserIdentityCreated _,
          UserIdentityDeleted _ ->
          true;
      case ComplianceEvent _,
          TrustEvent _,
          LockEvent _,
          ResourceGroupCreated _,
          ResourceGroupUpdated _,
          ResourceCreated _,
          ResourceUpdated _,
          UserIdentityUpdated _,
          UserIdentityAttached _,
          UserIdentityDetached _ ->
          false;
    };
  }
}
