package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.DISK_CREATED;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.OTHER;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM2_CREATED;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.attached;
import static dev.lanyard.domain.Samples.client;
import static dev.lanyard.domain.Samples.grant;
import static dev.lanyard.domain.Samples.principal;
import static dev.lanyard.domain.Samples.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Given;
import dev.lanyard.domain.HistoryInMemory.Attempt;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.identity.UserIdentityRules;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What falls with a thing, in which order, and from what. */
class DeletionTest {
  private static final DeleteResource DELETE_VM =
      new DeleteResource(VM_PATH, new Precondition.Always());
  private static final DeleteUserIdentity DELETE_SHARED = new DeleteUserIdentity(SHARED_PATH);
  private static final DeleteResourceGroup DELETE_GROUP = new DeleteResourceGroup(GROUP_PATH);
  private static final LifecycleEvent VM_ENDED = new ResourceDeleted(VM);
  private static final LifecycleEvent SHARED_ENDED =
      new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL);

  @Test
  void a_bare_resource_just_ends() {
    assertThat(onVm().when(DELETE_VM)).isEqualTo(accepted(top(VM_ENDED)));
  }

  @Test
  void the_story_of_a_machine_with_two_identities() {
    assertThat(
            onVm(
                    VM2_CREATED,
                    SHARED_CREATED,
                    VM_ENABLED,
                    assigned(1, READER, VM_PRINCIPAL, VM2),
                    VM_SHARED,
                    attached(VM2, SHARED_CREATED),
                    assigned(2, READER, SHARED_PRINCIPAL, GROUP))
                .when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(2, unassigned(1, VM_PRINCIPAL, VM2, Cause.PRINCIPAL_ENDED)),
                from(3, detached(VM_SHARED)),
                from(3, new SystemIdentityDeleted(VM, VM_PRINCIPAL)),
                top(VM_ENDED)));
  }

  @Test
  void grants_at_it_fall_with_it() {
    assertThat(onVm(assigned(1, READER, principal(7), VM)).when(DELETE_VM))
        .isEqualTo(
            accepted(from(1, unassigned(1, principal(7), VM, Cause.SCOPE_ENDED)), top(VM_ENDED)));
  }

  @Test
  void a_grant_of_its_identity_at_itself_falls_once() {
    assertThat(onVm(VM_ENABLED, assigned(1, READER, VM_PRINCIPAL, VM)).when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(1, unassigned(1, VM_PRINCIPAL, VM, Cause.PRINCIPAL_ENDED)),
                from(2, new SystemIdentityDeleted(VM, VM_PRINCIPAL)),
                top(VM_ENDED)));
  }

  @Test
  void what_ended_before_does_not_fall_again() {
    assertThat(
            onVm(
                    DISK_CREATED,
                    new ResourceDeleted(DISK),
                    SHARED_CREATED,
                    VM_ENABLED,
                    assigned(1, READER, VM_PRINCIPAL, GROUP),
                    unassigned(1, VM_PRINCIPAL, GROUP, Cause.REMOVED),
                    VM_SHARED,
                    detached(VM_SHARED),
                    new SystemIdentityDeleted(VM, VM_PRINCIPAL))
                .when(DELETE_VM))
        .isEqualTo(accepted(top(VM_ENDED)));
  }

  @Test
  void children_fall_before_their_parent() {
    var diskPrincipal = principal(4);

    assertThat(
            onVm(
                    DISK_CREATED,
                    new SystemIdentityEnabled(DISK, diskPrincipal, client(4)),
                    assigned(1, READER, diskPrincipal, IN_SUBSCRIPTION),
                    assigned(2, READER, principal(7), DISK))
                .when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(2, unassigned(1, diskPrincipal, IN_SUBSCRIPTION, Cause.PRINCIPAL_ENDED)),
                from(3, unassigned(2, principal(7), DISK, Cause.SCOPE_ENDED)),
                from(3, new SystemIdentityDeleted(DISK, diskPrincipal)),
                from(4, new ResourceDeleted(DISK)),
                top(VM_ENDED)));
  }

  @Test
  void a_grant_of_the_parents_identity_at_a_child_falls_with_the_child() {
    assertThat(
            onVm(DISK_CREATED, VM_ENABLED, assigned(1, READER, VM_PRINCIPAL, DISK)).when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(1, unassigned(1, VM_PRINCIPAL, DISK, Cause.SCOPE_ENDED)),
                from(3, new ResourceDeleted(DISK)),
                from(3, new SystemIdentityDeleted(VM, VM_PRINCIPAL)),
                top(VM_ENDED)));
  }

  @Test
  void an_identity_falls_from_all_resources_with_its_grants() {
    assertThat(
            onVm(
                    VM2_CREATED,
                    SHARED_CREATED,
                    OTHER_CREATED,
                    VM_SHARED,
                    attached(VM2, SHARED_CREATED),
                    attached(VM2, OTHER_CREATED),
                    assigned(1, READER, SHARED_PRINCIPAL, VM2),
                    assigned(2, READER, principal(7), SHARED))
                .when(DELETE_SHARED))
        .isEqualTo(
            accepted(
                from(4, unassigned(1, SHARED_PRINCIPAL, VM2, Cause.PRINCIPAL_ENDED)),
                from(4, unassigned(2, principal(7), SHARED, Cause.SCOPE_ENDED)),
                from(4, detached(VM_SHARED)),
                from(4, detached(attached(VM2, SHARED_CREATED))),
                top(SHARED_ENDED)));
  }

  @Test
  void a_group_falls_with_all_in_it() {
    assertThat(
            onVm(
                    DISK_CREATED,
                    SHARED_CREATED,
                    VM_ENABLED,
                    VM_SHARED,
                    assigned(1, READER, principal(7), GROUP),
                    assigned(2, READER, principal(7), IN_SUBSCRIPTION))
                .when(DELETE_GROUP))
        .isEqualTo(
            accepted(
                from(3, new ResourceDeleted(DISK)),
                from(3, detached(VM_SHARED)),
                from(3, new SystemIdentityDeleted(VM, VM_PRINCIPAL)),
                from(6, VM_ENDED),
                from(6, SHARED_ENDED),
                from(6, unassigned(1, principal(7), GROUP, Cause.SCOPE_ENDED)),
                top(new ResourceGroupDeleted(GROUP))));
  }

  @Test
  void an_attachment_falls_with_the_identity_if_that_ends_first() {
    assertThat(
            given(GroupRules.DELETE, ADDED, GROUP_CREATED, SHARED_CREATED, VM_CREATED, VM_SHARED)
                .when(DELETE_GROUP))
        .isEqualTo(
            accepted(
                from(1, detached(VM_SHARED)),
                from(3, SHARED_ENDED),
                from(3, VM_ENDED),
                top(new ResourceGroupDeleted(GROUP))));
  }

  @Test
  void a_role_loses_the_scopes_that_end_in_one_fact() {
    var before = body(VM, DISK, IN_SUBSCRIPTION);

    assertThat(
            onVm(DISK_CREATED, new RoleDefined(role(1), RoleType.CUSTOM, before)).when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(2, new ResourceDeleted(DISK)),
                from(2, new RoleUpdated(role(1), body(IN_SUBSCRIPTION), before)),
                top(VM_ENDED)));
  }

  @Test
  void a_role_that_can_be_assigned_nowhere_ends() {
    assertThat(
            onVm(
                    new RoleDefined(role(1), RoleType.CUSTOM, body(VM, VM2)),
                    new RoleUpdated(role(1), body(VM), body(VM, VM2)),
                    assigned(1, role(1), principal(7), VM))
                .when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(
                    2,
                    new RoleAssignmentRemoved(
                        grant(1, role(1), principal(7), VM), Cause.SCOPE_ENDED)),
                from(2, new RoleDeleted(role(1), body(VM))),
                top(VM_ENDED)));
  }

  @Test
  void a_role_that_left_the_scope_or_ended_stays_as_it_is() {
    assertThat(
            onVm(
                    new RoleDefined(role(1), RoleType.CUSTOM, body(VM, VM2)),
                    new RoleUpdated(role(1), body(VM2), body(VM, VM2)),
                    new RoleDefined(role(2), RoleType.CUSTOM, body(VM)),
                    new RoleDeleted(role(2), body(VM)))
                .when(DELETE_VM))
        .isEqualTo(accepted(top(VM_ENDED)));
  }

  @Test
  void a_grant_given_again_under_an_old_id_falls_as_it_is_now() {
    assertThat(
            onVm(
                    VM_ENABLED,
                    assigned(1, READER, VM_PRINCIPAL, IN_SUBSCRIPTION),
                    unassigned(1, VM_PRINCIPAL, IN_SUBSCRIPTION, Cause.REMOVED),
                    assigned(1, READER, principal(7), VM))
                .when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(2, unassigned(1, principal(7), VM, Cause.SCOPE_ENDED)),
                from(2, new SystemIdentityDeleted(VM, VM_PRINCIPAL)),
                top(VM_ENDED)));
  }

  @Test
  void the_neighbours_are_not_read() {
    var attempt =
        onVm(
                VM2_CREATED,
                OTHER_CREATED,
                attached(VM2, OTHER_CREATED),
                assigned(1, READER, principal(6), VM2),
                assigned(2, READER, principal(6), OTHER))
            .attempt(DELETE_VM);

    assertThat(attempt.decision()).isEqualTo(accepted(top(VM_ENDED)));
    assertThat(attempt.read()).isEqualTo(1);
  }

  private static World onVm(LifecycleEvent... more) {
    return new World(List.of(more));
  }

  /** A group with a machine, and what else happened. */
  private record World(List<LifecycleEvent> more) {
    Decision when(DeleteResource command) {
      return attempt(command).decision();
    }

    Attempt<?> attempt(DeleteResource command) {
      return all(given(ResourceRules.DELETE, ADDED, GROUP_CREATED, VM_CREATED)).attempt(command);
    }

    Decision when(DeleteResourceGroup command) {
      return all(given(GroupRules.DELETE, ADDED, GROUP_CREATED, VM_CREATED)).when(command);
    }

    Decision when(DeleteUserIdentity command) {
      return all(given(UserIdentityRules.DELETE, ADDED, GROUP_CREATED, VM_CREATED)).when(command);
    }

    private <C extends LifecycleCommand, S> Given<C, S> all(Given<C, S> start) {
      return start.and(more.toArray(LifecycleEvent[]::new));
    }
  }

  private static Decision accepted(Fact... facts) {
    return Decision.accepted(List.of(facts));
  }

  private static Fact top(LifecycleEvent event) {
    return Fact.of(event);
  }

  private static Fact from(int index, LifecycleEvent event) {
    return new Fact(event, OptionalInt.of(index));
  }

  private static RoleAssignmentRemoved unassigned(
      int number, PrincipalId principal, Scope at, Cause cause) {
    return new RoleAssignmentRemoved(grant(number, READER, principal, at), cause);
  }

  private static UserIdentityDetached detached(UserIdentityAttached attached) {
    return new UserIdentityDetached(attached.resource(), attached.identity(), attached.principal());
  }

  private static RoleBody body(Scope... assignable) {
    return new RoleBody("Reader", "reads", List.of(), List.of(assignable));
  }
}
