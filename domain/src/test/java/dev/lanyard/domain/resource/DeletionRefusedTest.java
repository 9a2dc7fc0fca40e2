package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.DISK_CREATED;
import static dev.lanyard.domain.Samples.DISK_PATH;
import static dev.lanyard.domain.Samples.EMPTY;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.SUBSCRIPTION_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.grant;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Grant.Terms;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.identity.UserIdentityRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a deletion is refused, and when there is nothing to delete. */
class DeletionRefusedTest {
  private static final Precondition ALWAYS = new Precondition.Always();

  @Test
  void deleting_a_missing_resource_changes_nothing() {
    assertThat(
            given(ResourceRules.DELETE, ADDED, GROUP_CREATED)
                .when(new DeleteResource(VM_PATH, new Precondition.Exists())))
        .isEqualTo(accepted());
  }

  @Test
  void deleting_an_ended_resource_changes_nothing() {
    assertThat(
            given(ResourceRules.DELETE, GROUP_CREATED, VM_CREATED, new ResourceDeleted(VM))
                .when(new DeleteResource(VM_PATH, ALWAYS)))
        .isEqualTo(accepted());
  }

  @Test
  void a_user_assigned_identity_is_no_generic_resource() {
    assertThat(
            given(ResourceRules.DELETE, GROUP_CREATED, SHARED_CREATED)
                .when(new DeleteResource(SHARED_PATH, ALWAYS)))
        .isEqualTo(accepted());
  }

  @Test
  void deleting_a_missing_identity_changes_nothing() {
    assertThat(
            given(UserIdentityRules.DELETE, GROUP_CREATED)
                .when(new DeleteUserIdentity(SHARED_PATH)))
        .isEqualTo(accepted());
  }

  @Test
  void deleting_a_missing_group_is_refused() {
    assertThat(given(GroupRules.DELETE, ADDED).when(new DeleteResourceGroup(GROUP_PATH)))
        .isEqualTo(rejected(new ResourceGroupNotFound(GROUP_PATH)));
  }

  @ParameterizedTest
  @EnumSource(LockLevel.class)
  void any_lock_at_or_above_or_below_refuses_it(LockLevel level) {
    assertThat(
            onVm(
                DISK_CREATED,
                locked(Scope.ROOT, level),
                locked(IN_SUBSCRIPTION, level),
                locked(GROUP, level),
                locked(VM, level),
                locked(DISK, level)))
        .isEqualTo(
            rejected(
                new ScopeLocked(
                    VM_PATH,
                    Operation.DELETE,
                    List.of(
                        ResourcePath.ROOT, SUBSCRIPTION_PATH, GROUP_PATH, VM_PATH, DISK_PATH))));
  }

  @Test
  void a_lock_deep_below_refuses_the_end_of_a_group() {
    assertThat(
            given(
                    GroupRules.DELETE,
                    GROUP_CREATED,
                    VM_CREATED,
                    DISK_CREATED,
                    locked(DISK, LockLevel.CAN_NOT_DELETE))
                .when(new DeleteResourceGroup(GROUP_PATH)))
        .isEqualTo(rejected(new ScopeLocked(GROUP_PATH, Operation.DELETE, List.of(DISK_PATH))));
  }

  @Test
  void a_lock_elsewhere_guards_no_grant_that_falls() {
    assertThat(
            onVm(
                VM_ENABLED,
                assigned(1, RoleDefinition.OWNER, VM_PRINCIPAL, VM2),
                locked(VM2, LockLevel.READ_ONLY)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void a_locked_resource_elsewhere_loses_the_identity_that_ends() {
    assertThat(
            given(
                    UserIdentityRules.DELETE,
                    GROUP_CREATED,
                    VM_CREATED,
                    SHARED_CREATED,
                    VM_SHARED,
                    locked(VM, LockLevel.READ_ONLY))
                .when(new DeleteUserIdentity(SHARED_PATH)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void another_revision_is_refused() {
    assertThat(whenRevision(3)).isEqualTo(rejected(new PreconditionFailed(VM_PATH)));
  }

  @Test
  void the_right_revision_counts_updates_and_identities() {
    assertThat(whenRevision(4)).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void the_last_owner_of_the_subscription_does_not_fall() {
    assertThat(onVm(VM_ENABLED, owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION)))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void the_last_owner_of_the_root_does_not_fall() {
    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, Scope.ROOT),
                owner(2, principal(7), IN_SUBSCRIPTION)))
        .isEqualTo(rejected(new LastOwner(new ScopeId.Root())));
  }

  @Test
  void the_last_owner_does_not_fall_with_its_group() {
    assertThat(
            given(
                    GroupRules.DELETE,
                    GROUP_CREATED,
                    SHARED_CREATED,
                    owner(1, SHARED_PRINCIPAL, Scope.ROOT))
                .when(new DeleteResourceGroup(GROUP_PATH)))
        .isEqualTo(rejected(new LastOwner(new ScopeId.Root())));
  }

  @Test
  void two_owners_that_fall_together_are_not_each_others_heir() {
    assertThat(
            given(
                    GroupRules.DELETE,
                    GROUP_CREATED,
                    VM_CREATED,
                    VM_ENABLED,
                    SHARED_CREATED,
                    owner(1, SHARED_PRINCIPAL, Scope.ROOT),
                    owner(2, VM_PRINCIPAL, Scope.ROOT))
                .when(new DeleteResourceGroup(GROUP_PATH)))
        .isEqualTo(rejected(new LastOwner(new ScopeId.Root())));
  }

  @Test
  void an_owner_of_the_root_inherits_the_subscription() {
    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                owner(2, principal(7), Scope.ROOT)))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void a_disabled_owner_does_not_count() {
    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                owner(2, principal(7), Scope.ROOT),
                new PrincipalDisabled(principal(7))))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void an_owner_whose_identity_ended_does_not_count() {
    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                SHARED_CREATED,
                owner(2, SHARED_PRINCIPAL, Scope.ROOT),
                new UserIdentityDeleted(SHARED_CREATED.scope(), SHARED_PRINCIPAL)))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void an_owner_who_left_does_not_count() {
    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                owner(2, principal(7), Scope.ROOT),
                new PrincipalRemoved(principal(7), new Subject("https://issuer", "someone"))))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void a_removed_owner_does_not_count() {
    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                owner(2, principal(7), Scope.ROOT),
                new RoleAssignmentRemoved(
                    grant(2, RoleDefinition.OWNER, principal(7), Scope.ROOT), Cause.REMOVED)))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void groups_expiring_and_conditional_grants_and_other_roles_are_no_owners() {
    Instant later = Instant.parse("2030-01-01T00:00:00Z");
    Terms expiring =
        new Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(later),
            Personal.none());
    Terms conditional =
        new Terms(
            Optional.of("true"),
            Optional.of("2.0"),
            Optional.empty(),
            Optional.empty(),
            Personal.none());
    Grant root = grant(2, RoleDefinition.OWNER, principal(7), Scope.ROOT);

    assertThat(
            onVm(
                VM_ENABLED,
                owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                new RoleAssigned(with(root, PrincipalType.GROUP, Terms.NONE)),
                new RoleAssigned(with(root, PrincipalType.USER, expiring)),
                new RoleAssigned(with(root, PrincipalType.USER, conditional)),
                assigned(3, READER, principal(7), Scope.ROOT),
                owner(4, principal(7), GROUP)))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void an_owner_of_another_subscription_counts_as_its_last_where_the_root_has_none() {
    Scope elsewhere =
        Scope.of(SubscriptionId.parse("subscription", "00000000-0000-4000-8000-00000000b001"));

    assertThat(onVm(VM_ENABLED, owner(1, VM_PRINCIPAL, elsewhere)))
        .isEqualTo(rejected(new LastOwner(elsewhere.id())));
  }

  @Test
  void a_subscription_that_never_had_an_owner_needs_none() {
    assertThat(onVm(VM_ENABLED)).isInstanceOf(Decision.Accepted.class);
  }

  private static Decision onVm(LifecycleEvent... more) {
    return given(ResourceRules.DELETE, ADDED, GROUP_CREATED, VM_CREATED)
        .and(more)
        .when(new DeleteResource(VM_PATH, ALWAYS));
  }

  private static Decision whenRevision(long revision) {
    return given(
            ResourceRules.DELETE,
            GROUP_CREATED,
            VM_CREATED,
            SHARED_CREATED,
            VM_ENABLED,
            VM_SHARED,
            new ResourceUpdated(VM, EMPTY))
        .when(
            new DeleteResource(VM_PATH, new Precondition.Matches(Set.of(new Revision(revision)))));
  }

  private static LifecycleEvent owner(int number, PrincipalId principal, Scope scope) {
    return assigned(number, RoleDefinition.OWNER, principal, scope);
  }

  private static Grant with(Grant grant, PrincipalType type, Terms terms) {
    return new Grant(
        grant.assignment(), grant.role(), grant.principal(), type, grant.scope(), terms);
  }
}
