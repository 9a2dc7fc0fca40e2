package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.GROUP;
import static dev.lanyard.domain.World.MISSING;
import static dev.lanyard.domain.World.NOW;
import static dev.lanyard.domain.World.OTHER_VM;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.READER_BODY;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.STRANGER;
import static dev.lanyard.domain.World.SUBSCRIPTION;
import static dev.lanyard.domain.World.TEAM;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.WORKLOAD;
import static dev.lanyard.domain.World.WRITER;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.expiring;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.subject;
import static dev.lanyard.domain.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.ExpiryPassed;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.PrincipalTypeDiffers;
import dev.lanyard.domain.Rejection.RoleAssignmentExists;
import dev.lanyard.domain.Rejection.RoleAssignmentFixed;
import dev.lanyard.domain.Rejection.RoleNotAssignableHere;
import dev.lanyard.domain.Rejection.RoleNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignRoleTest {
  private static final Grant READS = grant(FIRST, READER, ALICE, VM);
  private static final AssignRole COMMAND = assign(READS);
  private static final LockName LOCK = new LockName("lock");

  private static AssignRole assign(Grant grant) {
    return new AssignRole(
        grant.assignment(),
        grant.scope().path(),
        grant.role(),
        grant.principal(),
        Optional.empty(),
        grant.terms(),
        NOW);
  }

  private static AssignRole at(ResourcePath path) {
    return new AssignRole(FIRST, path, READER, ALICE, Optional.empty(), Grant.Terms.NONE, NOW);
  }

  private static AssignRole as(PrincipalId principal, PrincipalType type) {
    return new AssignRole(
        FIRST, VM.path(), READER, principal, Optional.of(type), Grant.Terms.NONE, NOW);
  }

  private static Grant owner(AssignmentId id, PrincipalId principal, Scope scope) {
    return grant(id, RoleDefinition.OWNER, principal, scope);
  }

  @Test
  void a_role_is_granted_to_a_registered_principal() {
    var attempt = given(RoleRules.ASSIGN, births()).attempt(COMMAND);
    assertThat(attempt.decision()).isEqualTo(accepted(new RoleAssigned(READS)));
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(READS);
  }

  @Test
  void a_managed_identity_is_a_service_principal() {
    assertThat(
            given(RoleRules.ASSIGN, births()).when(as(WORKLOAD, PrincipalType.SERVICE_PRINCIPAL)))
        .isEqualTo(
            accepted(
                new RoleAssigned(
                    new Grant(
                        FIRST,
                        READER,
                        WORKLOAD,
                        PrincipalType.SERVICE_PRINCIPAL,
                        VM,
                        Grant.Terms.NONE))));
  }

  @Test
  void a_disabled_principal_can_be_granted_to() {
    assertThat(given(RoleRules.ASSIGN, births()).and(new PrincipalDisabled(ALICE)).when(COMMAND))
        .isEqualTo(accepted(new RoleAssigned(READS)));
  }

  @Test
  void owner_is_granted_at_the_root_which_always_lives() {
    assertThat(given(RoleRules.ASSIGN, births()).when(assign(owner(FIRST, ALICE, Scope.ROOT))))
        .isEqualTo(accepted(owns(FIRST, ALICE, Scope.ROOT)));
  }

  @Test
  void the_scope_must_live() {
    assertThat(given(RoleRules.ASSIGN, births()).when(at(MISSING)))
        .isEqualTo(rejected(new ScopeNotFound(MISSING)));
    assertThat(given(RoleRules.ASSIGN, births()).and(new ResourceDeleted(VM)).when(COMMAND))
        .isEqualTo(rejected(new ScopeNotFound(VM.path())));
  }

  @Test
  void the_principal_must_live() {
    assertThat(given(RoleRules.ASSIGN, births()).when(assign(grant(FIRST, READER, STRANGER, VM))))
        .isEqualTo(rejected(new PrincipalNotFound(STRANGER)));
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(new PrincipalRemoved(ALICE, subject(ALICE)))
                .when(COMMAND))
        .isEqualTo(rejected(new PrincipalNotFound(ALICE)));
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(new SystemIdentityDeleted(VM, WORKLOAD))
                .when(as(WORKLOAD, PrincipalType.SERVICE_PRINCIPAL)))
        .isEqualTo(rejected(new PrincipalNotFound(WORKLOAD)));
  }

  @Test
  void the_principal_must_be_of_the_type_that_the_sender_holds_it_to_be() {
    assertThat(given(RoleRules.ASSIGN, births()).when(as(TEAM, PrincipalType.USER)))
        .isEqualTo(
            rejected(new PrincipalTypeDiffers(TEAM, PrincipalType.GROUP, PrincipalType.USER)));
  }

  @Test
  void the_role_must_live() {
    assertThat(given(RoleRules.ASSIGN, births()).when(assign(grant(FIRST, WRITER, ALICE, VM))))
        .isEqualTo(rejected(new RoleNotFound(WRITER)));
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(new RoleDeleted(READER, READER_BODY))
                .when(COMMAND))
        .isEqualTo(rejected(new RoleNotFound(READER)));
  }

  @Test
  void the_role_must_be_assignable_at_the_scope() {
    assertThat(given(RoleRules.ASSIGN, births()).when(at(GROUP.path())))
        .isEqualTo(accepted(new RoleAssigned(grant(FIRST, READER, ALICE, GROUP))));
    assertThat(given(RoleRules.ASSIGN, births()).when(at(SUBSCRIPTION.path())))
        .isEqualTo(rejected(new RoleNotAssignableHere(READER, SUBSCRIPTION.path())));
  }

  @Test
  void assigning_again_changes_nothing_even_under_a_lock() {
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(
                    new RoleAssigned(READS),
                    new LockPlaced(VM, LOCK, LockLevel.READ_ONLY, Optional.empty()))
                .when(COMMAND))
        .isEqualTo(accepted());
  }

  @Test
  void the_same_grant_lives_under_one_id() {
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(
                    new RoleAssigned(grant(SECOND, READER, ALICE, VM)),
                    new RoleAssigned(READS),
                    new RoleAssignmentRemoved(READS, Cause.REMOVED))
                .when(COMMAND))
        .isEqualTo(rejected(new RoleAssignmentExists(SECOND)));
  }

  @Test
  void other_grants_do_not_stand_in_the_way() {
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(
                    new RoleAssigned(grant(SECOND, READER, BOB, VM)),
                    new RoleAssigned(grant(SECOND, READER, ALICE, OTHER_VM)),
                    owns(SECOND, ALICE, VM))
                .when(COMMAND))
        .isEqualTo(accepted(new RoleAssigned(READS)));
  }

  @Test
  void an_id_stays_with_its_role_principal_and_scope() {
    for (Grant taken :
        List.of(
            grant(FIRST, READER, BOB, VM),
            grant(FIRST, READER, ALICE, OTHER_VM),
            owner(FIRST, ALICE, VM))) {
      assertThat(given(RoleRules.ASSIGN, births()).and(new RoleAssigned(taken)).when(COMMAND))
          .isEqualTo(rejected(new RoleAssignmentFixed(FIRST)));
      assertThat(
              given(RoleRules.ASSIGN, births())
                  .and(new RoleAssigned(taken), new RoleAssignmentRemoved(taken, Cause.REMOVED))
                  .when(COMMAND))
          .isEqualTo(accepted(new RoleAssigned(READS)));
    }
  }

  @Test
  void other_terms_replace_the_assignment_in_one_append() {
    Grant.Terms reasoned =
        new Grant.Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Personal.of("asked for"));
    for (Grant.Terms terms : List.of(expiring(NOW.plusSeconds(1)), reasoned)) {
      var attempt =
          given(RoleRules.ASSIGN, births())
              .and(new RoleAssigned(READS))
              .attempt(assign(with(READS, terms)));
      assertThat(attempt.decision())
          .isEqualTo(
              accepted(
                  new RoleAssignmentRemoved(READS, Cause.REPLACED),
                  new RoleAssigned(with(READS, terms))));
      assertThat(attempt.before().subject()).contains(READS);
      assertThat(attempt.after().subject()).contains(with(READS, terms));
    }
  }

  @Test
  void an_expiry_lies_ahead() {
    assertThat(given(RoleRules.ASSIGN, births()).when(assign(with(READS, expiring(NOW)))))
        .isEqualTo(rejected(new ExpiryPassed(FIRST)));
    Grant ahead = with(READS, expiring(NOW.plusNanos(1_000)));
    assertThat(given(RoleRules.ASSIGN, births()).when(assign(ahead)))
        .isEqualTo(accepted(new RoleAssigned(ahead)));
  }

  @Test
  void a_read_only_lock_at_or_above_the_scope_forbids_it() {
    for (Scope locked : List.of(VM, GROUP, SUBSCRIPTION, Scope.ROOT)) {
      var lock = new LockPlaced(locked, LOCK, LockLevel.READ_ONLY, Optional.empty());
      assertThat(given(RoleRules.ASSIGN, births()).and(lock).when(COMMAND))
          .isEqualTo(rejected(new ScopeLocked(VM.path(), Operation.WRITE, List.of(locked.path()))));
      assertThat(
              given(RoleRules.ASSIGN, births())
                  .and(lock, new LockRemoved(locked, LOCK))
                  .when(COMMAND))
          .isEqualTo(accepted(new RoleAssigned(READS)));
    }
  }

  @Test
  void other_locks_do_not_forbid_it() {
    assertThat(
            given(RoleRules.ASSIGN, births())
                .and(
                    new LockPlaced(VM, LOCK, LockLevel.CAN_NOT_DELETE, Optional.empty()),
                    new LockPlaced(OTHER_VM, LOCK, LockLevel.READ_ONLY, Optional.empty()))
                .when(COMMAND))
        .isEqualTo(accepted(new RoleAssigned(READS)));
  }

  @Test
  void the_last_owner_cannot_be_limited() {
    for (Scope scope : List.of(Scope.ROOT, SUBSCRIPTION)) {
      Grant limited = with(owner(FIRST, ALICE, scope), expiring(NOW.plusSeconds(1)));
      var owned = given(RoleRules.ASSIGN, births()).and(owns(FIRST, ALICE, scope));
      assertThat(owned.when(assign(limited))).isEqualTo(rejected(new LastOwner(scope.id())));
      assertThat(
              owned.and(owns(SECOND, BOB, scope), new PrincipalDisabled(BOB)).when(assign(limited)))
          .isEqualTo(rejected(new LastOwner(scope.id())));
    }
  }

  @Test
  void an_owner_can_be_limited_when_another_is_left() {
    for (Scope scope : List.of(Scope.ROOT, SUBSCRIPTION, GROUP)) {
      Grant owner = owner(FIRST, ALICE, scope);
      Grant limited = with(owner, expiring(NOW.plusSeconds(1)));
      assertThat(
              given(RoleRules.ASSIGN, births())
                  .and(new RoleAssigned(owner), owns(SECOND, BOB, Scope.ROOT))
                  .when(assign(limited)))
          .isEqualTo(
              accepted(
                  new RoleAssignmentRemoved(owner, Cause.REPLACED), new RoleAssigned(limited)));
    }
  }
}
