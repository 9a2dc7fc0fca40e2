package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.IdentityBlock.Type.NONE;
import static dev.lanyard.domain.IdentityBlock.Type.SYSTEM_AND_USER_ASSIGNED;
import static dev.lanyard.domain.IdentityBlock.Type.SYSTEM_ASSIGNED;
import static dev.lanyard.domain.IdentityBlock.Type.USER_ASSIGNED;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.EMPTY;
import static dev.lanyard.domain.Samples.FRESH;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.OTHER_PATH;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM2_CREATED;
import static dev.lanyard.domain.Samples.VM2_PATH;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.attached;
import static dev.lanyard.domain.Samples.client;
import static dev.lanyard.domain.Samples.grant;
import static dev.lanyard.domain.Samples.identityPath;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.principal;
import static dev.lanyard.domain.Samples.thing;
import static dev.lanyard.domain.resource.MachineWithIdentities.DETACHED;
import static dev.lanyard.domain.resource.MachineWithIdentities.DISABLED;
import static dev.lanyard.domain.resource.MachineWithIdentities.VM_OTHER;
import static dev.lanyard.domain.resource.MachineWithIdentities.block;
import static dev.lanyard.domain.resource.MachineWithIdentities.onBoth;
import static dev.lanyard.domain.resource.MachineWithIdentities.patch;
import static dev.lanyard.domain.resource.MachineWithIdentities.put;
import static dev.lanyard.domain.resource.MachineWithIdentities.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.IdentityNotFound;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.resource.MachineWithIdentities.Both;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a PUT's identity block makes of a resource's identities. */
class PutIdentityBlockTest {
  @Test
  void a_resource_is_born_with_its_identities() {
    Scope born = GROUP.child(VM2_PATH, FRESH.thing());

    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED, SHARED_CREATED, OTHER_CREATED)
                .when(put(VM2_PATH, block(SYSTEM_AND_USER_ASSIGNED, SHARED_PATH, OTHER_PATH))))
        .isEqualTo(
            accepted(
                new ResourceCreated(born, Optional.of(WEST), EMPTY),
                new SystemIdentityEnabled(born, FRESH.principal(), FRESH.client()),
                attached(born, OTHER_CREATED),
                attached(born, SHARED_CREATED)));
  }

  @Test
  void a_put_without_block_keeps_the_identities() {
    assertThat(onBoth().when(put(VM_PATH, Optional.empty()))).isEqualTo(accepted());
  }

  @Test
  void a_put_replaces_the_map() {
    assertThat(onBoth().when(put(VM_PATH, block(SYSTEM_AND_USER_ASSIGNED, OTHER_PATH))))
        .isEqualTo(accepted(DETACHED, VM_OTHER));
  }

  @Test
  void a_put_with_an_empty_map_detaches_all() {
    assertThat(onBoth().when(put(VM_PATH, block(SYSTEM_AND_USER_ASSIGNED))))
        .isEqualTo(accepted(DETACHED));
  }

  @Test
  void a_put_of_a_system_identity_alone_detaches_all() {
    assertThat(onBoth().when(put(VM_PATH, typed(SYSTEM_ASSIGNED)))).isEqualTo(accepted(DETACHED));
  }

  @Test
  void a_put_of_user_identities_without_a_map_keeps_them_and_ends_the_system_identity() {
    assertThat(onBoth().when(put(VM_PATH, typed(USER_ASSIGNED)))).isEqualTo(accepted(DISABLED));
  }

  @Test
  void a_put_of_both_without_a_map_keeps_the_user_identities() {
    assertThat(onBoth().when(put(VM_PATH, typed(SYSTEM_AND_USER_ASSIGNED)))).isEqualTo(accepted());
  }

  @Test
  void none_ends_all() {
    assertThat(onBoth().when(put(VM_PATH, typed(NONE)))).isEqualTo(accepted(DISABLED, DETACHED));
  }

  @Test
  void attaching_what_is_attached_changes_nothing() {
    ResourcePath shouted =
        ResourcePath.parse("id", SHARED_PATH.toString().toUpperCase(Locale.ROOT));

    assertThat(onBoth().when(put(VM_PATH, block(SYSTEM_AND_USER_ASSIGNED, shouted))))
        .isEqualTo(accepted());
  }

  @Test
  void an_identity_that_does_not_live_is_refused() {
    ResourcePath missing = identityPath("missing");

    assertThat(onBoth().when(put(VM_PATH, block(USER_ASSIGNED, SHARED_PATH, missing))))
        .isEqualTo(rejected(new IdentityNotFound(missing)));
  }

  @Test
  void a_resource_is_no_identity() {
    assertThat(onBoth().and(VM2_CREATED).when(put(VM_PATH, block(USER_ASSIGNED, VM2_PATH))))
        .isEqualTo(rejected(new IdentityNotFound(VM2_PATH)));
  }

  @Test
  void the_precondition_is_looked_at_before_identities_and_locks() {
    var command =
        new PutResource(
            VM_PATH,
            FRESH,
            Optional.empty(),
            Map.of(),
            Json.Obj.EMPTY,
            block(USER_ASSIGNED, identityPath("missing")),
            new Precondition.Absent());

    assertThat(onBoth().and(locked(VM, LockLevel.READ_ONLY)).when(command))
        .isEqualTo(rejected(new PreconditionFailed(VM_PATH)));
  }

  @Test
  void missing_identities_are_looked_at_before_locks() {
    ResourcePath missing = identityPath("missing");

    assertThat(
            onBoth()
                .and(locked(VM, LockLevel.READ_ONLY))
                .when(put(VM_PATH, block(USER_ASSIGNED, missing))))
        .isEqualTo(rejected(new IdentityNotFound(missing)));
  }

  @Test
  void a_lock_on_the_identity_guards_no_attachment() {
    assertThat(
            onBoth()
                .and(locked(OTHER_CREATED.scope(), LockLevel.READ_ONLY))
                .when(put(VM_PATH, block(SYSTEM_AND_USER_ASSIGNED, SHARED_PATH, OTHER_PATH))))
        .isEqualTo(accepted(VM_OTHER));
  }

  @Test
  void a_lock_refuses_the_whole_put() {
    assertThat(onBoth().and(locked(VM, LockLevel.READ_ONLY)).when(put(VM_PATH, typed(NONE))))
        .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(VM_PATH))));
  }

  @Test
  void grants_fall_with_the_system_identity() {
    assertThat(
            onBoth()
                .and(
                    assigned(1, READER, VM_PRINCIPAL, GROUP),
                    assigned(2, READER, VM_PRINCIPAL, VM),
                    assigned(3, READER, SHARED_PRINCIPAL, GROUP))
                .when(put(VM_PATH, typed(USER_ASSIGNED))))
        .isEqualTo(
            accepted(
                List.of(
                    from(2, removed(1, READER, VM_PRINCIPAL, GROUP)),
                    from(2, removed(2, READER, VM_PRINCIPAL, VM)),
                    Fact.of(DISABLED))));
  }

  @Test
  void the_last_owner_keeps_its_system_identity() {
    assertThat(
            onBoth().and(owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION)).when(put(VM_PATH, typed(NONE))))
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void an_owner_that_no_longer_acts_is_none() {
    Decision refused = rejected(new LastOwner(new ScopeId.Root()));
    for (LifecycleEvent end :
        List.of(
            new PrincipalDisabled(principal(7)),
            new PrincipalRemoved(principal(7), new Subject("https://issuer", "someone")),
            new SystemIdentityDeleted(VM2, principal(7)),
            new UserIdentityDeleted(SHARED, principal(7)))) {
      Both owned =
          onBoth().and(owner(1, VM_PRINCIPAL, Scope.ROOT), owner(2, principal(7), Scope.ROOT), end);
      assertThat(owned.when(put(VM_PATH, typed(NONE)))).isEqualTo(refused);
      assertThat(owned.when(patch(typed(NONE)))).isEqualTo(refused);
    }
  }

  @Test
  void the_end_of_another_owners_identity_is_not_its_own() {
    assertThat(
            onBoth()
                .and(
                    owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION),
                    owner(2, principal(7), IN_SUBSCRIPTION),
                    owner(3, principal(3), IN_SUBSCRIPTION),
                    new SystemIdentityDeleted(VM2, principal(3)))
                .when(put(VM_PATH, typed(USER_ASSIGNED))))
        .isEqualTo(
            accepted(
                List.of(
                    from(1, removed(1, RoleDefinition.OWNER, VM_PRINCIPAL, IN_SUBSCRIPTION)),
                    Fact.of(DISABLED))));
  }

  @Test
  void another_owner_lets_the_identity_end() {
    assertThat(
            onBoth()
                .and(owner(1, VM_PRINCIPAL, IN_SUBSCRIPTION), owner(2, principal(7), Scope.ROOT))
                .when(put(VM_PATH, typed(USER_ASSIGNED))))
        .isEqualTo(
            accepted(
                List.of(
                    from(1, removed(1, RoleDefinition.OWNER, VM_PRINCIPAL, IN_SUBSCRIPTION)),
                    Fact.of(DISABLED))));
  }

  @Test
  void an_identity_of_an_old_path_is_another_one() {
    var again =
        new UserIdentityCreated(
            GROUP.child(SHARED_PATH, thing(50)),
            principal(50),
            client(50),
            WEST,
            SHARED_CREATED.body());

    assertThat(
            onBoth()
                .and(DETACHED, new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL), again)
                .when(put(VM_PATH, block(SYSTEM_AND_USER_ASSIGNED, SHARED_PATH))))
        .isEqualTo(accepted(attached(VM, again)));
  }

  private static LifecycleEvent owner(int number, PrincipalId principal, Scope scope) {
    return assigned(number, RoleDefinition.OWNER, principal, scope);
  }

  private static LifecycleEvent removed(
      int number, RoleId role, PrincipalId principal, Scope scope) {
    return new RoleAssignmentRemoved(grant(number, role, principal, scope), Cause.PRINCIPAL_ENDED);
  }

  private static Fact from(int index, LifecycleEvent event) {
    return new Fact(event, OptionalInt.of(index));
  }
}
