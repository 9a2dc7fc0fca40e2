package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.FRESH;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.locked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatchResourceDeciderTest {
  private static final Precondition ALWAYS = new Precondition.Always();
  private static final Map<String, String> BLUE = Map.of("team", "blue");
  private static final Json SMALL = new Json.Text("small");
  private static final Json LARGE = new Json.Text("large");
  private static final ResourceBody BODY =
      new ResourceBody(BLUE, new Json.Obj(Map.of("sku", SMALL, "kind", SMALL)));
  private static final LifecycleEvent CREATED = new ResourceCreated(VM, Optional.of(WEST), BODY);

  @Test
  void named_members_merge_and_the_rest_stays() {
    var patch = new Json.Obj(Map.of("sku", LARGE, "kind", new Json.Null()));

    assertThat(whenLive(patch(VM_PATH, Optional.empty(), patch, ALWAYS)))
        .isEqualTo(
            accepted(
                new ResourceUpdated(
                    VM, new ResourceBody(BLUE, new Json.Obj(Map.of("sku", LARGE))))));
  }

  @Test
  void tags_replace_as_a_whole() {
    assertThat(whenLive(patch(VM_PATH, Optional.of(Map.of("env", "test")), Json.Obj.EMPTY, ALWAYS)))
        .isEqualTo(
            accepted(
                new ResourceUpdated(VM, new ResourceBody(Map.of("env", "test"), BODY.rest()))));
  }

  @Test
  void a_patch_of_nothing_changes_nothing() {
    assertThat(whenLive(patch(VM_PATH, Optional.of(BLUE), Json.Obj.EMPTY, ALWAYS)))
        .isEqualTo(accepted());
  }

  @Test
  void a_patch_builds_on_the_last_update() {
    var updated = new ResourceBody(Map.of(), new Json.Obj(Map.of("sku", LARGE)));

    assertThat(
            given(
                    ResourceRules.PATCH,
                    ADDED,
                    GROUP_CREATED,
                    CREATED,
                    new ResourceUpdated(VM, updated))
                .when(
                    patch(VM_PATH, Optional.empty(), new Json.Obj(Map.of("kind", LARGE)), ALWAYS)))
        .isEqualTo(
            accepted(
                new ResourceUpdated(
                    VM,
                    new ResourceBody(
                        Map.of(), new Json.Obj(Map.of("sku", LARGE, "kind", LARGE))))));
  }

  @Test
  void a_missing_resource_is_refused() {
    assertThat(
            given(ResourceRules.PATCH, ADDED, GROUP_CREATED)
                .when(patch(VM_PATH, Optional.of(BLUE), Json.Obj.EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void an_ended_resource_is_refused() {
    assertThat(
            given(ResourceRules.PATCH, ADDED, GROUP_CREATED, CREATED, new ResourceDeleted(VM))
                .when(patch(VM_PATH, Optional.of(BLUE), Json.Obj.EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void a_user_assigned_identity_is_no_generic_resource() {
    assertThat(
            given(ResourceRules.PATCH, ADDED, GROUP_CREATED, SHARED_CREATED)
                .when(patch(SHARED_PATH, Optional.of(BLUE), Json.Obj.EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ResourceNotFound(SHARED_PATH)));
  }

  @Test
  void another_revision_is_refused() {
    var other = new Precondition.Matches(Set.of(new Revision(2)));

    assertThat(whenLive(patch(VM_PATH, Optional.empty(), Json.Obj.EMPTY, other)))
        .isEqualTo(rejected(new PreconditionFailed(VM_PATH)));
  }

  @Test
  void a_read_only_lock_above_refuses_it() {
    assertThat(
            given(
                    ResourceRules.PATCH,
                    ADDED,
                    GROUP_CREATED,
                    CREATED,
                    locked(GROUP, LockLevel.READ_ONLY))
                .when(patch(VM_PATH, Optional.empty(), Json.Obj.EMPTY, ALWAYS)))
        .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(GROUP.path()))));
  }

  private static Decision whenLive(PatchResource command) {
    return given(ResourceRules.PATCH, ADDED, GROUP_CREATED, CREATED).when(command);
  }

  private static PatchResource patch(
      ResourcePath path,
      Optional<Map<String, String>> tags,
      Json.Obj rest,
      Precondition precondition) {
    return new PatchResource(path, FRESH, tags, rest, Optional.empty(), precondition);
  }
}
