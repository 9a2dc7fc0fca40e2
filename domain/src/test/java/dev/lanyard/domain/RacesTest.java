package dev.lanyard.domain;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.DISK_CREATED;
import static dev.lanyard.domain.Samples.FRESH;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2_CREATED;
import static dev.lanyard.domain.Samples.VM2_PATH;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.client;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision.Rejected;
import dev.lanyard.domain.Rejection.IdentityNotFound;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.identity.IdentityRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.domain.resource.ResourceRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Of two decisions made at the same head that bear on each other, one is appended; the other
 * decides again, and the outcome is that of one order or the other. Decisions that do not bear on
 * each other are both appended as they are.
 */
class RacesTest {
  private static final List<LifecycleEvent> WORLD =
      List.of(
          ADDED,
          GROUP_CREATED,
          VM_CREATED,
          VM2_CREATED,
          DISK_CREATED,
          SHARED_CREATED,
          OTHER_CREATED);
  private static final Asked PUT_CHILD = ask(ResourceRules.PUT, put(child()));
  private static final Asked DELETE_GROUP =
      ask(GroupRules.DELETE, new DeleteResourceGroup(GROUP_PATH));
  private static final Asked DELETE_VM =
      ask(ResourceRules.DELETE, new DeleteResource(VM_PATH, new Precondition.Always()));
  private static final Asked DELETE_SHARED =
      ask(UserIdentityRules.DELETE, new DeleteUserIdentity(SHARED_PATH));
  private static final Asked ATTACH =
      ask(IdentityRules.ATTACH, new AttachUserIdentity(VM_PATH, SHARED_PATH));
  private static final Asked ENABLE =
      ask(IdentityRules.ENABLE, new EnableSystemIdentity(VM_PATH, principal(9), client(9)));

  private static final UserIdentityCreated ELSEWHERE =
      new UserIdentityCreated(
          IN_SUBSCRIPTION.child(Samples.path("/resourceGroups/web3"), Samples.thing(73)),
          principal(73),
          client(73),
          WEST,
          Samples.PLAIN);

  /** A command and its rule. */
  private record Asked(Function<HistoryInMemory, HistoryInMemory.Attempt<?>> at) {}

  @Test
  void a_new_child_and_the_deletion_of_its_group_conflict() {
    assertThat(race(PUT_CHILD, DELETE_GROUP))
        .isEqualTo(serial(PUT_CHILD, DELETE_GROUP))
        .contains(ended(child()));
    assertThat(race(DELETE_GROUP, PUT_CHILD)).isEqualTo(serial(DELETE_GROUP, PUT_CHILD));
    assertThat(loser(DELETE_GROUP, PUT_CHILD))
        .isEqualTo(rejected(new ResourceGroupNotFound(GROUP_PATH)));
  }

  @Test
  void a_new_resource_deep_below_and_the_deletion_of_the_group_conflict() {
    ResourcePath deep = ResourcePath.parse("id", DISK.path() + "/snapshots/one");
    Asked putDeep = ask(ResourceRules.PUT, put(deep));

    assertThat(race(putDeep, DELETE_GROUP)).isEqualTo(serial(putDeep, DELETE_GROUP));
    assertThat(race(DELETE_GROUP, putDeep)).isEqualTo(serial(DELETE_GROUP, putDeep));
  }

  @Test
  void an_attachment_and_the_deletion_of_the_identity_conflict() {
    assertThat(race(ATTACH, DELETE_SHARED))
        .isEqualTo(serial(ATTACH, DELETE_SHARED))
        .contains(sharedDetached());
    assertThat(race(DELETE_SHARED, ATTACH)).isEqualTo(serial(DELETE_SHARED, ATTACH));
    assertThat(loser(DELETE_SHARED, ATTACH)).isEqualTo(rejected(new IdentityNotFound(SHARED_PATH)));
  }

  @Test
  void an_attachment_and_the_deletion_of_the_resource_conflict() {
    assertThat(race(ATTACH, DELETE_VM))
        .isEqualTo(serial(ATTACH, DELETE_VM))
        .contains(sharedDetached());
    assertThat(race(DELETE_VM, ATTACH)).isEqualTo(serial(DELETE_VM, ATTACH));
    assertThat(loser(DELETE_VM, ATTACH)).isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void an_attachment_and_the_deletion_of_the_group_conflict() {
    assertThat(race(ATTACH, DELETE_GROUP)).isEqualTo(serial(ATTACH, DELETE_GROUP));
    assertThat(race(DELETE_GROUP, ATTACH)).isEqualTo(serial(DELETE_GROUP, ATTACH));
  }

  @Test
  void a_system_identity_and_the_deletion_of_its_resource_conflict() {
    assertThat(race(ENABLE, DELETE_VM)).isEqualTo(serial(ENABLE, DELETE_VM));
    assertThat(race(DELETE_VM, ENABLE)).isEqualTo(serial(DELETE_VM, ENABLE));
    assertThat(race(ENABLE, ENABLE)).isEqualTo(serial(ENABLE, ENABLE));
  }

  @Test
  void a_lock_on_the_group_stops_a_deletion_deep_below() {
    var history = world();
    var deletion =
        ask(ResourceRules.DELETE, new DeleteResource(DISK.path(), new Precondition.Always()));
    var attempt = deletion.at.apply(history);
    history.append(locked(GROUP, LockLevel.CAN_NOT_DELETE));

    assertThat(history.append(attempt)).isFalse();
    assertThat(deletion.at.apply(history).decision())
        .isEqualTo(rejected(new ScopeLocked(DISK.path(), Operation.DELETE, List.of(GROUP_PATH))));
  }

  @Test
  void a_lock_deep_below_stops_the_deletion_of_the_group() {
    assertStopped(DELETE_GROUP, locked(DISK, LockLevel.CAN_NOT_DELETE));
  }

  @Test
  void a_grant_to_an_identity_or_at_a_scope_that_falls_stops_the_deletion() {
    assertStopped(DELETE_GROUP, assigned(1, READER, principal(5), Scope.ROOT));
    assertStopped(DELETE_GROUP, assigned(1, READER, principal(7), DISK));
    assertStopped(DELETE_SHARED, assigned(1, READER, principal(5), Scope.ROOT));
  }

  @Test
  void an_owner_that_goes_stops_the_deletion_of_the_other_one() {
    var history = world().append(VM_ENABLED);
    history.append(
        assigned(1, RoleDefinition.OWNER, VM_PRINCIPAL, IN_SUBSCRIPTION),
        assigned(2, RoleDefinition.OWNER, principal(5), IN_SUBSCRIPTION));
    var ofMachine = DELETE_VM.at.apply(history);
    var ofShared = DELETE_SHARED.at.apply(history);

    assertThat(history.append(ofMachine)).isTrue();
    assertThat(history.append(ofShared)).isFalse();
    assertThat(DELETE_SHARED.at.apply(history).decision())
        .isEqualTo(rejected(new LastOwner(IN_SUBSCRIPTION.id())));
  }

  @Test
  void two_groups_of_one_name_conflict() {
    var history = new HistoryInMemory().append(ADDED);
    var create =
        ask(
            GroupRules.CREATE,
            new CreateResourceGroup(GROUP_PATH, GROUP.requireThing(), WEST, Optional.empty()));
    var one = create.at.apply(history);
    var other = create.at.apply(history);

    assertThat(history.append(one)).isTrue();
    assertThat(history.append(other)).isFalse();
    assertThat(create.at.apply(history).decision()).isEqualTo(accepted());
  }

  @Test
  void two_attachments_of_one_identity_do_not_conflict() {
    assertUnmoved(ATTACH, ask(IdentityRules.ATTACH, new AttachUserIdentity(VM2_PATH, SHARED_PATH)));
  }

  @Test
  void two_new_resources_in_one_group_do_not_conflict() {
    ResourcePath other = ResourcePath.parse("id", child() + "-2");

    assertUnmoved(PUT_CHILD, ask(ResourceRules.PUT, put(other)));
  }

  @Test
  void deletions_of_two_resources_in_one_group_do_not_conflict() {
    assertUnmoved(
        DELETE_VM,
        ask(ResourceRules.DELETE, new DeleteResource(VM2_PATH, new Precondition.Always())));
  }

  @Test
  void an_unrelated_stream_beside_changes_nothing() {
    for (Asked asked : List.of(PUT_CHILD, DELETE_VM, DELETE_GROUP, DELETE_SHARED, ATTACH, ENABLE)) {
      var history = world();
      var attempt = asked.at.apply(history);
      appendNoise(history);

      assertThat(history.append(attempt)).isTrue();

      var beside = appendNoise(world());
      assertThat(asked.at.apply(beside).decision()).isEqualTo(attempt.decision());
      assertThat(asked.at.apply(beside).read()).isEqualTo(attempt.read());
    }
  }

  private static HistoryInMemory appendNoise(HistoryInMemory history) {
    Scope group = IN_SUBSCRIPTION.child(Samples.path("/resourceGroups/web2"), Samples.thing(70));
    Scope machine =
        group.child(
            Samples.path("/resourceGroups/web2/providers/Microsoft.Compute/virtualMachines/vm1"),
            Samples.thing(71));
    return history.append(
        new ResourceGroupCreated(group, WEST, Map.of()),
        new ResourceCreated(machine, Optional.of(WEST), Samples.EMPTY),
        new SystemIdentityEnabled(machine, principal(71), client(71)),
        Samples.attached(machine, ELSEWHERE),
        assigned(71, READER, principal(71), group),
        assigned(72, READER, principal(72), IN_SUBSCRIPTION),
        locked(machine, LockLevel.READ_ONLY),
        new ResourceUpdated(machine, Samples.EMPTY),
        new ResourceGroupUpdated(group, Map.of("a", "b")),
        new ResourceGroupUpdated(GROUP, Map.of("a", "b")));
  }

  /** Both decide at the same head; the first is appended, the second must decide again. */
  private static List<LifecycleEvent> race(Asked winner, Asked loser) {
    var history = world();
    var first = winner.at.apply(history);
    var second = loser.at.apply(history);
    assertThat(history.append(first)).isTrue();
    assertThat(history.append(second)).isFalse();
    assertThat(history.append(loser.at.apply(history))).isTrue();
    return history.events();
  }

  private static List<LifecycleEvent> serial(Asked first, Asked second) {
    var history = world();
    history.append(first.at.apply(history));
    history.append(second.at.apply(history));
    return history.events();
  }

  private static Decision loser(Asked winner, Asked loser) {
    var history = world();
    history.append(winner.at.apply(history));
    return loser.at.apply(history).decision();
  }

  private static void assertUnmoved(Asked one, Asked other) {
    var history = world();
    var first = one.at.apply(history);
    var second = other.at.apply(history);
    assertThat(first.decision()).isNotInstanceOf(Rejected.class);
    assertThat(second.decision()).isNotInstanceOf(Rejected.class);
    assertThat(history.append(first)).isTrue();
    assertThat(history.append(second)).isTrue();
  }

  private static void assertStopped(Asked asked, LifecycleEvent by) {
    var history = world();
    var attempt = asked.at.apply(history);
    history.append(by);
    assertThat(history.append(attempt)).isFalse();
    assertThat(asked.at.apply(history).decision()).isNotEqualTo(attempt.decision());
  }

  private static HistoryInMemory world() {
    return new HistoryInMemory().append(WORLD.toArray(LifecycleEvent[]::new));
  }

  private static <C extends LifecycleCommand, S> Asked ask(Rule<C, S> rule, C command) {
    return new Asked(history -> history.decide(rule, command));
  }

  private static PutResource put(ResourcePath path) {
    return new PutResource(
        path,
        FRESH,
        Optional.of(WEST),
        Map.of(),
        Json.Obj.EMPTY,
        Optional.empty(),
        new Precondition.Always());
  }

  private static ResourcePath child() {
    return Samples.path("/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/fresh");
  }

  private static LifecycleEvent ended(ResourcePath path) {
    return new ResourceDeleted(GROUP.child(path, FRESH.thing()));
  }

  private static LifecycleEvent sharedDetached() {
    return new UserIdentityDetached(
        VM, SHARED_CREATED.scope().requireThing(), SHARED_CREATED.principal());
  }
}
