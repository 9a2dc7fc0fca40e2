package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.client;
import static dev.lanyard.domain.Samples.grant;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SystemIdentityDecidersTest {
  private static final EnableSystemIdentity ENABLE =
      new EnableSystemIdentity(VM_PATH, principal(9), client(9));
  private static final DisableSystemIdentity DISABLE = new DisableSystemIdentity(VM_PATH);
  private static final SystemIdentityDeleted DISABLED = new SystemIdentityDeleted(VM, VM_PRINCIPAL);

  @Test
  void a_live_resource_gets_its_identity() {
    assertThat(given(IdentityRules.ENABLE, VM_CREATED).when(ENABLE))
        .isEqualTo(accepted(new SystemIdentityEnabled(VM, principal(9), client(9))));
  }

  @Test
  void enabling_twice_keeps_the_first_principal() {
    assertThat(given(IdentityRules.ENABLE, VM_CREATED, VM_ENABLED).when(ENABLE))
        .isEqualTo(accepted());
  }

  @Test
  void enabling_after_disabling_makes_a_new_principal() {
    assertThat(given(IdentityRules.ENABLE, VM_CREATED, VM_ENABLED, DISABLED).when(ENABLE))
        .isEqualTo(accepted(new SystemIdentityEnabled(VM, principal(9), client(9))));
  }

  @Test
  void the_identity_of_another_resource_is_not_looked_at() {
    assertThat(
            given(
                    IdentityRules.ENABLE,
                    VM_CREATED,
                    new SystemIdentityEnabled(VM2, principal(3), client(3)))
                .when(ENABLE))
        .isEqualTo(accepted(new SystemIdentityEnabled(VM, principal(9), client(9))));
  }

  @Test
  void enabling_on_a_missing_resource_is_refused() {
    assertThat(given(IdentityRules.ENABLE).when(ENABLE))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void enabling_on_an_ended_resource_is_refused() {
    assertThat(given(IdentityRules.ENABLE, VM_CREATED, new ResourceDeleted(VM)).when(ENABLE))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void a_user_assigned_identity_gets_no_system_identity() {
    assertThat(
            given(IdentityRules.ENABLE, SHARED_CREATED)
                .when(new EnableSystemIdentity(SHARED_PATH, principal(9), client(9))))
        .isEqualTo(rejected(new ResourceNotFound(SHARED_PATH)));
  }

  @Test
  void read_only_locks_refuse_enabling_even_again() {
    assertThat(
            given(
                    IdentityRules.ENABLE,
                    VM_CREATED,
                    VM_ENABLED,
                    locked(VM, LockLevel.READ_ONLY),
                    locked(Scope.ROOT, LockLevel.READ_ONLY))
                .when(ENABLE))
        .isEqualTo(rejected(locks(VM_PATH, ResourcePath.ROOT)));
  }

  @Test
  void disabling_ends_the_identity_with_its_grants() {
    assertThat(
            given(
                    IdentityRules.DISABLE,
                    VM_CREATED,
                    VM_ENABLED,
                    assigned(1, READER, VM_PRINCIPAL, GROUP),
                    assigned(2, READER, VM_PRINCIPAL, VM),
                    removed(2, VM),
                    assigned(3, READER, principal(7), GROUP))
                .when(DISABLE))
        .isEqualTo(
            accepted(List.of(new Fact(removed(1, GROUP), OptionalInt.of(1)), Fact.of(DISABLED))));
  }

  @Test
  void disabling_what_has_no_identity_changes_nothing() {
    assertThat(given(IdentityRules.DISABLE, VM_CREATED, VM_ENABLED, DISABLED).when(DISABLE))
        .isEqualTo(accepted());
  }

  @Test
  void disabling_on_a_missing_resource_is_refused() {
    assertThat(given(IdentityRules.DISABLE).when(DISABLE))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void a_read_only_lock_refuses_disabling() {
    assertThat(
            given(IdentityRules.DISABLE, VM_CREATED, VM_ENABLED, locked(GROUP, LockLevel.READ_ONLY))
                .when(DISABLE))
        .isEqualTo(rejected(locks(GROUP.path())));
  }

  @Test
  void a_lock_where_a_grant_is_guards_it_not() {
    assertThat(
            given(
                    IdentityRules.DISABLE,
                    VM_CREATED,
                    VM_ENABLED,
                    assigned(1, READER, VM_PRINCIPAL, VM2),
                    locked(VM2, LockLevel.READ_ONLY))
                .when(DISABLE))
        .isEqualTo(
            accepted(List.of(new Fact(removed(1, VM2), OptionalInt.of(1)), Fact.of(DISABLED))));
  }

  @Test
  void the_last_owner_is_not_disabled() {
    assertThat(
            given(
                    IdentityRules.DISABLE,
                    VM_CREATED,
                    VM_ENABLED,
                    assigned(1, RoleDefinition.OWNER, VM_PRINCIPAL, Scope.ROOT))
                .when(DISABLE))
        .isEqualTo(rejected(new LastOwner(new ScopeId.Root())));
  }

  @Test
  void an_owner_whose_identity_ended_is_no_other_owner() {
    assertThat(
            given(
                    IdentityRules.DISABLE,
                    VM_CREATED,
                    VM_ENABLED,
                    assigned(1, RoleDefinition.OWNER, VM_PRINCIPAL, IN_SUBSCRIPTION),
                    assigned(2, RoleDefinition.OWNER, principal(3), IN_SUBSCRIPTION),
                    new SystemIdentityDeleted(VM2, principal(3)))
                .when(DISABLE))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  private static RoleAssignmentRemoved removed(int number, Scope scope) {
    return new RoleAssignmentRemoved(
        grant(number, READER, VM_PRINCIPAL, scope), Cause.PRINCIPAL_ENDED);
  }

  private static ScopeLocked locks(ResourcePath... at) {
    return new ScopeLocked(VM_PATH, Operation.WRITE, List.of(at));
  }
}
