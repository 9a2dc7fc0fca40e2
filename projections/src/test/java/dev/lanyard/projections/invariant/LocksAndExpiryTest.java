package dev.lanyard.projections.invariant;

import static dev.lanyard.projections.FakeLedger.asked;
import static dev.lanyard.projections.FakeLedger.fell;
import static dev.lanyard.projections.World.GROUP;
import static dev.lanyard.projections.World.SHARED;
import static dev.lanyard.projections.World.SHARED_PRINCIPAL;
import static dev.lanyard.projections.World.VAULT;
import static dev.lanyard.projections.World.VM1;
import static dev.lanyard.projections.World.VM1_PRINCIPAL;
import static dev.lanyard.projections.World.VM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.projections.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Locks and expiry are broken by a ledger that no rule would write, and by nothing that rules do.
 */
class LocksAndExpiryTest extends HandMadeLedger {

  @Test
  void a_write_under_a_read_only_lock_above_is_told() {
    ledger.commit(locked(GROUP, LockLevel.READ_ONLY));
    ledger.commit(new ResourceUpdated(VM1, World.BODY));

    assertBroken(Invariant.LOCKS_HONOURED, VM1, VM1.path() + " was written to, locked");
  }

  @Test
  void a_birth_under_a_read_only_lock_above_is_told() {
    ledger.commit(locked(GROUP, LockLevel.READ_ONLY));
    Scope machine = World.resource("Microsoft.Compute/virtualMachines/Vm9", 99);
    ledger.commit(World.created(machine));

    assertBroken(Invariant.LOCKS_HONOURED, machine, machine.path() + " was created, locked");
  }

  @Test
  void a_write_under_a_lock_against_deleting_is_allowed() {
    ledger.commit(locked(GROUP, LockLevel.CAN_NOT_DELETE));
    ledger.commit(new ResourceUpdated(VM1, World.BODY));

    assertSound();
  }

  @Test
  void a_deletion_with_a_lock_below_is_told() {
    ledger.commit(locked(VAULT, LockLevel.CAN_NOT_DELETE));
    ledger.commit(
        "DeleteResourceGroup",
        List.of(
            fell(new RoleAssignmentRemoved(World.GRANT, Cause.SCOPE_ENDED), 8),
            fell(new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL), 8),
            fell(new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL), 8),
            fell(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL), 8),
            fell(new ResourceDeleted(VM1), 8),
            fell(new ResourceDeleted(VM2), 8),
            fell(new LockRemoved(VAULT, KEEP), 8),
            fell(new ResourceDeleted(VAULT), 8),
            asked(new ResourceGroupDeleted(GROUP))));

    assertThat(breaches())
        .extracting(Breach::invariant, Breach::what)
        .contains(tuple(Invariant.LOCKS_HONOURED, GROUP.path() + " was deleted, locked"));
  }

  @Test
  void a_deletion_of_what_is_locked_is_told() {
    ledger.commit(new RoleAssignmentRemoved(World.GRANT, Cause.REMOVED));
    ledger.commit(locked(GROUP, LockLevel.CAN_NOT_DELETE));
    ledger.commit(new ResourceDeleted(VAULT));

    assertBroken(Invariant.LOCKS_HONOURED, VAULT, VAULT.path() + " was deleted, locked");
  }

  @Test
  void what_falls_elsewhere_and_what_expires_is_not_kept_by_locks() {
    ledger.commit(assigned(grant(World.PERSON, World.READER, VM2, until(now().plusSeconds(3)))));
    ledger.commit(locked(GROUP, LockLevel.READ_ONLY));
    ledger.commit(new ResourceGroupUpdated(World.group("Other", 90), Map.of()));
    ledger.commit(
        "RemovePrincipal",
        List.of(
            fell(new RoleAssignmentRemoved(World.GRANT, Cause.PRINCIPAL_ENDED), 1),
            asked(new PrincipalRemoved(World.PERSON, SUBJECT))));

    assertThat(breaches()).extracting(Breach::invariant).containsOnly(Invariant.LIVE_GRANTS);
  }

  @Test
  void a_lock_that_was_removed_holds_no_longer() {
    ledger.commit(locked(VM1, LockLevel.READ_ONLY));
    ledger.commit(new LockRemoved(VM1, KEEP));
    ledger.commit(new ResourceUpdated(VM1, World.BODY));

    assertSound();
  }

  @Test
  void a_grant_that_expires_before_its_time_is_told() {
    Grant grant = grant(World.PERSON, World.READER, VM2, until(now().plus(Duration.ofDays(1))));
    ledger.commit(assigned(grant));
    ledger.commit(new RoleAssignmentRemoved(grant, Cause.EXPIRED));

    assertBroken(
        Invariant.EXPIRY_HONOURED,
        VM2,
        "role assignment " + grant.assignment() + ": it expired before its time");
  }

  @Test
  void a_grant_that_expires_in_time_is_not() {
    Grant grant = grant(World.PERSON, World.READER, VM2, until(now().plusSeconds(1)));
    ledger.commit(assigned(grant));
    ledger.commit(new RoleAssignmentRemoved(grant, Cause.EXPIRED));

    assertSound();
  }

  @Test
  void a_grant_that_was_given_after_its_expiry_is_told() {
    Grant grant = grant(World.PERSON, World.READER, VM2, until(now().minus(Expiry.STAMP_LATE_MAX)));
    ledger.commit(assigned(grant));

    assertBroken(
        Invariant.EXPIRY_HONOURED,
        VM2,
        "role assignment " + grant.assignment() + ": it was given after its expiry");
  }
}
