package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.GROUP;
import static dev.lanyard.domain.World.NOW;
import static dev.lanyard.domain.World.OTHER_VM;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.SUBSCRIPTION;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.expiring;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndRoleAssignmentTest {
  private static final Grant READS = grant(FIRST, READER, ALICE, VM);
  private static final Grant EXPIRES = with(READS, expiring(NOW));
  private static final RemoveRoleAssignment REMOVE = new RemoveRoleAssignment(FIRST, VM.path());
  private static final ExpireRoleAssignment EXPIRE = new ExpireRoleAssignment(FIRST, NOW);
  private static final LockName LOCK = new LockName("lock");

  private static RemoveRoleAssignment removeAt(Scope scope) {
    return new RemoveRoleAssignment(FIRST, scope.path());
  }

  @Test
  void an_assignment_is_removed() {
    var attempt = given(RoleRules.REMOVE, births()).and(new RoleAssigned(READS)).attempt(REMOVE);
    assertThat(attempt.decision())
        .isEqualTo(accepted(new RoleAssignmentRemoved(READS, Cause.REMOVED)));
    assertThat(attempt.before().subject()).contains(READS);
    assertThat(attempt.after().subject()).isEmpty();
  }

  @Test
  void a_missing_assignment_is_removed_already() {
    assertThat(given(RoleRules.REMOVE, births()).when(REMOVE)).isEqualTo(accepted());
    assertThat(
            given(RoleRules.REMOVE, births())
                .and(new RoleAssigned(READS), new RoleAssignmentRemoved(READS, Cause.REMOVED))
                .when(REMOVE))
        .isEqualTo(accepted());
  }

  @Test
  void an_assignment_elsewhere_counts_as_missing() {
    assertThat(
            given(RoleRules.REMOVE, births())
                .and(new RoleAssigned(READS), owns(SECOND, BOB, Scope.ROOT))
                .when(removeAt(OTHER_VM)))
        .isEqualTo(accepted());
  }

  @Test
  void any_lock_at_or_above_the_scope_keeps_it() {
    for (Scope locked : List.of(VM, GROUP, SUBSCRIPTION, Scope.ROOT)) {
      for (LockLevel level : LockLevel.values()) {
        assertThat(
                given(RoleRules.REMOVE, births())
                    .and(
                        new RoleAssigned(READS),
                        new LockPlaced(locked, LOCK, level, Optional.empty()))
                    .when(REMOVE))
            .isEqualTo(
                rejected(new ScopeLocked(VM.path(), Operation.DELETE, List.of(locked.path()))));
      }
    }
  }

  @Test
  void a_lock_beside_or_below_the_scope_does_not_keep_it() {
    Grant above = grant(FIRST, READER, ALICE, GROUP);
    assertThat(
            given(RoleRules.REMOVE, births())
                .and(
                    new RoleAssigned(above),
                    new LockPlaced(VM, LOCK, LockLevel.READ_ONLY, Optional.empty()))
                .when(removeAt(GROUP)))
        .isEqualTo(accepted(new RoleAssignmentRemoved(above, Cause.REMOVED)));
  }

  @Test
  void the_last_owner_of_the_root_or_of_a_subscription_stays() {
    for (Scope scope : List.of(Scope.ROOT, SUBSCRIPTION)) {
      var owned = given(RoleRules.REMOVE, births()).and(owns(FIRST, ALICE, scope));
      assertThat(owned.when(removeAt(scope))).isEqualTo(rejected(new LastOwner(scope.id())));
      assertThat(
              owned.and(owns(SECOND, BOB, scope), new PrincipalDisabled(BOB)).when(removeAt(scope)))
          .isEqualTo(rejected(new LastOwner(scope.id())));
    }
  }

  @Test
  void an_owner_goes_when_another_is_left_or_it_never_counted() {
    Grant owner = grant(FIRST, RoleDefinition.OWNER, ALICE, SUBSCRIPTION);
    var removed = accepted(new RoleAssignmentRemoved(owner, Cause.REMOVED));
    for (Scope scope : List.of(Scope.ROOT, SUBSCRIPTION)) {
      assertThat(
              given(RoleRules.REMOVE, births())
                  .and(new RoleAssigned(owner), owns(SECOND, BOB, scope))
                  .when(removeAt(SUBSCRIPTION)))
          .isEqualTo(removed);
    }
    assertThat(
            given(RoleRules.REMOVE, births())
                .and(new RoleAssigned(owner), new PrincipalDisabled(ALICE))
                .when(removeAt(SUBSCRIPTION)))
        .isEqualTo(removed);
  }

  @Test
  void the_owner_of_a_group_can_always_go() {
    Grant owner = grant(FIRST, RoleDefinition.OWNER, ALICE, GROUP);
    assertThat(given(RoleRules.REMOVE, births()).and(new RoleAssigned(owner)).when(removeAt(GROUP)))
        .isEqualTo(accepted(new RoleAssignmentRemoved(owner, Cause.REMOVED)));
  }

  @Test
  void an_assignment_expires_at_its_expiry_although_it_is_locked() {
    var attempt =
        given(RoleRules.EXPIRE, births())
            .and(
                new RoleAssigned(EXPIRES),
                new LockPlaced(VM, LOCK, LockLevel.READ_ONLY, Optional.empty()))
            .attempt(EXPIRE);
    assertThat(attempt.decision())
        .isEqualTo(accepted(new RoleAssignmentRemoved(EXPIRES, Cause.EXPIRED)));
    assertThat(attempt.before().subject()).contains(EXPIRES);
  }

  @Test
  void an_assignment_does_not_expire_early_or_twice_or_without_expiry() {
    assertThat(
            given(RoleRules.EXPIRE, births())
                .and(new RoleAssigned(with(READS, expiring(NOW.plusNanos(1_000)))))
                .when(EXPIRE))
        .isEqualTo(accepted());
    assertThat(given(RoleRules.EXPIRE, births()).and(new RoleAssigned(READS)).when(EXPIRE))
        .isEqualTo(accepted());
    assertThat(
            given(RoleRules.EXPIRE, births())
                .and(new RoleAssigned(EXPIRES), new RoleAssignmentRemoved(EXPIRES, Cause.REMOVED))
                .when(EXPIRE))
        .isEqualTo(accepted());
    assertThat(given(RoleRules.EXPIRE, births()).when(EXPIRE)).isEqualTo(accepted());
  }

  @Test
  void an_assignment_that_was_given_new_terms_expires_by_those() {
    assertThat(
            given(RoleRules.EXPIRE, births())
                .and(
                    new RoleAssigned(EXPIRES),
                    new RoleAssignmentRemoved(EXPIRES, Cause.REPLACED),
                    new RoleAssigned(READS))
                .when(EXPIRE))
        .isEqualTo(accepted());
  }
}
