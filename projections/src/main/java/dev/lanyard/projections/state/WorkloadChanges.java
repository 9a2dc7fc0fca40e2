package dev.lanyard.projections.state;

import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.CredentialEvent;
import dev.lanyard.domain.event.FederatedCredentialEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TokenEvent;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.eventstore.Recorded;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last commit after which a workload may prove, or may be, something else than before, or a
 * token that was good may not be. Told of as {@link RightsChanges} are.
 */
public final class WorkloadChanges {
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

  /** A new resource proves nothing yet, and all in a group ends by facts of its own. */
  private static boolean matters(LifecycleEvent event) {
    return switch (event) {
      case WorkloadCredentialEvent _,
          FederatedCredentialEvent _,
          TokenEvent _,
          IssuerEvent _,
          PrincipalEvent _,
          ResourceDeleted _,
          SystemIdentityEnabled _,
          SystemIdentityDeleted _,
          UserIdentityCreated _,
          UserIdentityDeleted _,
          UserIdentityAttached _,
          UserIdentityDetached _ ->
          true;
      case CredentialEvent _,
          GroupEvent _,
          LockEvent _,
          ResourceCreated _,
          ResourceUpdated _,
          RoleAssignmentEvent _,
          RoleDefinitionEvent _,
          SubscriptionEvent _,
          UsageEvent _,
          ComplianceEvent _,
          UserIdentityUpdated _ ->
          false;
    };
  }
}
