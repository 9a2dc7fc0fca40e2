package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.DISK_PATH;
import static dev.lanyard.domain.Samples.EMPTY;
import static dev.lanyard.domain.Samples.FRESH;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SUBSCRIPTION_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.path;
import static dev.lanyard.domain.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.InvalidName;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ParentNotFound;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PutResourceDeciderTest {
  private static final Precondition ALWAYS = new Precondition.Always();
  private static final ResourceBody LARGE =
      new ResourceBody(
          Map.of("team", "blue"), new Json.Obj(Map.of("kind", new Json.Text("large"))));
  private static final Scope BORN = GROUP.child(VM_PATH, FRESH.thing());

  @Test
  void a_resource_is_created_in_a_live_group() {
    var attempt =
        given(ResourceRules.PUT, ADDED, GROUP_CREATED).attempt(put(VM_PATH, WEST, LARGE, ALWAYS));

    assertThat(attempt.decision())
        .isEqualTo(accepted(new ResourceCreated(BORN, Optional.of(WEST), LARGE)));
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(live(BORN, LARGE, 1));
  }

  @Test
  void a_resource_needs_its_group() {
    assertThat(given(ResourceRules.PUT, ADDED).when(put(VM_PATH, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ResourceGroupNotFound(GROUP_PATH)));
  }

  @Test
  void a_child_needs_its_parent() {
    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED)
                .when(put(DISK_PATH, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ParentNotFound(DISK_PATH, VM_PATH)));
  }

  @Test
  void an_extension_needs_what_it_extends() {
    ResourcePath extension =
        ResourcePath.parse("id", VM_PATH + "/providers/Microsoft.Insights/diagnostics/all");

    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED)
                .when(put(extension, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ParentNotFound(extension, VM_PATH)));
  }

  @Test
  void a_child_without_location_is_created_below_its_live_parent() {
    var attempt =
        given(ResourceRules.PUT, ADDED, GROUP_CREATED, VM_CREATED)
            .attempt(
                new PutResource(
                    DISK_PATH,
                    new Fresh(DISK.requireThing(), FRESH.principal(), FRESH.client()),
                    Optional.empty(),
                    Map.of(),
                    Json.Obj.EMPTY,
                    Optional.empty(),
                    ALWAYS));

    assertThat(attempt.decision())
        .isEqualTo(accepted(new ResourceCreated(DISK, Optional.empty(), EMPTY)));
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject().map(LiveResource::scope)).contains(DISK);
  }

  @Test
  void a_child_can_extend_a_user_assigned_identity() {
    ResourcePath extension =
        ResourcePath.parse("id", SHARED_PATH + "/providers/Microsoft.Insights/diagnostics/all");

    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED, SHARED_CREATED)
                .when(put(extension, WEST, EMPTY, ALWAYS)))
        .isEqualTo(
            accepted(
                new ResourceCreated(
                    SHARED_CREATED.scope().child(extension, FRESH.thing()),
                    Optional.of(WEST),
                    EMPTY)));
  }

  @Test
  void the_path_of_a_user_assigned_identity_is_refused() {
    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED)
                .when(put(SHARED_PATH, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(new InvalidName(SHARED_PATH, "must be that of a generic resource")));
  }

  @Test
  void the_path_of_a_group_is_refused() {
    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED)
                .when(put(GROUP_PATH, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(new InvalidName(GROUP_PATH, "must be that of a generic resource")));
  }

  @Test
  void the_same_state_again_changes_nothing() {
    assertThat(whenLive(put(VM_PATH, "West Europe", EMPTY, ALWAYS))).isEqualTo(accepted());
  }

  @Test
  void another_body_replaces_the_first() {
    var attempt =
        given(ResourceRules.PUT, ADDED, GROUP_CREATED, VM_CREATED)
            .attempt(put(VM_PATH, WEST, LARGE, ALWAYS));

    assertThat(attempt.decision()).isEqualTo(accepted(new ResourceUpdated(VM, LARGE)));
    assertThat(attempt.before().subject()).contains(live(VM, EMPTY, 1));
    assertThat(attempt.after().subject()).contains(live(VM, LARGE, 2));
  }

  @Test
  void a_body_without_location_keeps_it() {
    assertThat(
            whenLive(
                new PutResource(
                    VM_PATH,
                    FRESH,
                    Optional.empty(),
                    Map.of(),
                    Json.Obj.EMPTY,
                    Optional.empty(),
                    ALWAYS)))
        .isEqualTo(accepted());
  }

  @Test
  void a_resource_stays_where_it_was_created() {
    assertThat(whenLive(put(VM_PATH, "northeurope", LARGE, ALWAYS)))
        .isEqualTo(rejected(new LocationFixed(VM_PATH, WEST, "northeurope")));
  }

  @Test
  void a_resource_born_without_location_gets_none() {
    assertThat(
            given(
                    ResourceRules.PUT,
                    ADDED,
                    GROUP_CREATED,
                    VM_CREATED,
                    new ResourceCreated(DISK, Optional.empty(), EMPTY))
                .when(put(DISK_PATH, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(new LocationFixed(DISK_PATH, "", WEST)));
  }

  @Test
  void the_location_is_looked_at_before_the_precondition() {
    assertThat(whenLive(put(VM_PATH, "northeurope", LARGE, new Precondition.Absent())))
        .isEqualTo(rejected(new LocationFixed(VM_PATH, WEST, "northeurope")));
  }

  @Test
  void a_change_of_another_revision_is_refused() {
    assertThat(whenLive(put(VM_PATH, WEST, LARGE, matches(2))))
        .isEqualTo(rejected(new PreconditionFailed(VM_PATH)));
  }

  @Test
  void a_change_of_the_right_revision_is_accepted() {
    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED, VM_CREATED, VM_ENABLED)
                .when(put(VM_PATH, WEST, LARGE, matches(2))))
        .isEqualTo(accepted(new ResourceUpdated(VM, LARGE)));
  }

  @Test
  void creating_what_shall_exist_is_refused() {
    assertThat(
            given(ResourceRules.PUT, ADDED, GROUP_CREATED)
                .when(put(VM_PATH, WEST, LARGE, new Precondition.Exists())))
        .isEqualTo(rejected(new PreconditionFailed(VM_PATH)));
  }

  @Test
  void read_only_locks_above_refuse_a_birth() {
    assertThat(
            given(
                    ResourceRules.PUT,
                    ADDED,
                    GROUP_CREATED,
                    locked(GROUP, LockLevel.READ_ONLY),
                    locked(Scope.ROOT, LockLevel.READ_ONLY))
                .when(put(VM_PATH, WEST, EMPTY, ALWAYS)))
        .isEqualTo(rejected(locks(GROUP_PATH, ResourcePath.ROOT)));
  }

  @Test
  void read_only_locks_at_and_above_refuse_a_change() {
    assertThat(
            given(
                    ResourceRules.PUT,
                    ADDED,
                    GROUP_CREATED,
                    VM_CREATED,
                    locked(VM, LockLevel.READ_ONLY),
                    locked(GROUP, LockLevel.CAN_NOT_DELETE),
                    locked(IN_SUBSCRIPTION, LockLevel.READ_ONLY))
                .when(put(VM_PATH, WEST, LARGE, ALWAYS)))
        .isEqualTo(rejected(locks(VM_PATH, SUBSCRIPTION_PATH)));
  }

  @Test
  void a_new_resource_at_an_old_path_inherits_nothing() {
    var attempt =
        given(
                ResourceRules.PUT,
                ADDED,
                GROUP_CREATED,
                VM_CREATED,
                new ResourceUpdated(VM, LARGE),
                locked(VM, LockLevel.READ_ONLY),
                new ResourceDeleted(VM))
            .attempt(put(VM_PATH, "northeurope", EMPTY, ALWAYS));

    assertThat(attempt.decision())
        .isEqualTo(accepted(new ResourceCreated(BORN, Optional.of("northeurope"), EMPTY)));
    assertThat(attempt.after().subject().map(LiveResource::revision)).contains(new Revision(1));
  }

  @Test
  void what_happens_to_its_neighbours_is_not_its_own() {
    Scope neighbour = GROUP.child(path("/resourceGroups/web/providers/A/b/c"), thing(7));
    var attempt =
        given(
                ResourceRules.PUT,
                ADDED,
                GROUP_CREATED,
                VM_CREATED,
                new ResourceCreated(neighbour, Optional.of(WEST), LARGE),
                new ResourceUpdated(neighbour, LARGE),
                locked(neighbour, LockLevel.READ_ONLY))
            .attempt(put(VM_PATH, WEST, EMPTY, ALWAYS));

    assertThat(attempt.decision()).isEqualTo(accepted());
    assertThat(attempt.after().subject()).contains(live(VM, EMPTY, 1));
    assertThat(attempt.read()).isEqualTo(2);
  }

  private static Decision whenLive(PutResource command) {
    return given(ResourceRules.PUT, ADDED, GROUP_CREATED, VM_CREATED).when(command);
  }

  private static PutResource put(
      ResourcePath path, String location, ResourceBody body, Precondition precondition) {
    return new PutResource(
        path,
        FRESH,
        Optional.of(location),
        body.tags(),
        body.rest(),
        Optional.empty(),
        precondition);
  }

  private static LiveResource live(Scope scope, ResourceBody body, long revision) {
    return new LiveResource(
        scope, Optional.of(WEST), body, Optional.empty(), Map.of(), new Revision(revision));
  }

  private static Precondition matches(long revision) {
    return new Precondition.Matches(Set.of(new Revision(revision)));
  }

  private static Rejection locks(ResourcePath... at) {
    return new ScopeLocked(VM_PATH, Operation.WRITE, List.of(at));
  }
}
