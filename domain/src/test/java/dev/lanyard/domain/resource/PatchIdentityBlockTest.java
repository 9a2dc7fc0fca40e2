package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.IdentityBlock.Type.SYSTEM_AND_USER_ASSIGNED;
import static dev.lanyard.domain.IdentityBlock.Type.SYSTEM_ASSIGNED;
import static dev.lanyard.domain.IdentityBlock.Type.USER_ASSIGNED;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.EMPTY;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.OTHER_PATH;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.attached;
import static dev.lanyard.domain.Samples.identityPath;
import static dev.lanyard.domain.resource.MachineWithIdentities.DETACHED;
import static dev.lanyard.domain.resource.MachineWithIdentities.DISABLED;
import static dev.lanyard.domain.resource.MachineWithIdentities.ENABLED;
import static dev.lanyard.domain.resource.MachineWithIdentities.OTHER_DETACHED;
import static dev.lanyard.domain.resource.MachineWithIdentities.VM_OTHER;
import static dev.lanyard.domain.resource.MachineWithIdentities.block;
import static dev.lanyard.domain.resource.MachineWithIdentities.detaching;
import static dev.lanyard.domain.resource.MachineWithIdentities.onBoth;
import static dev.lanyard.domain.resource.MachineWithIdentities.patch;
import static dev.lanyard.domain.resource.MachineWithIdentities.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.Attachment;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a PATCH's identity block makes of a resource's identities. */
class PatchIdentityBlockTest {
  @Test
  void a_patch_merges_the_map() {
    assertThat(onBoth().when(patch(block(SYSTEM_AND_USER_ASSIGNED, OTHER_PATH))))
        .isEqualTo(accepted(VM_OTHER));
  }

  @Test
  void a_patch_detaches_what_it_names_with_null() {
    ResourcePath lower = ResourcePath.parse("id", SHARED_PATH.toString().toLowerCase(Locale.ROOT));

    assertThat(onBoth().when(patch(detaching(SYSTEM_AND_USER_ASSIGNED, lower, identityPath("no")))))
        .isEqualTo(accepted(DETACHED));
  }

  @Test
  void a_patch_of_user_identities_without_a_map_ends_the_system_identity() {
    assertThat(onBoth().when(patch(typed(USER_ASSIGNED)))).isEqualTo(accepted(DISABLED));
  }

  @Test
  void a_patch_of_a_system_identity_alone_detaches_all() {
    assertThat(onBoth().and(VM_OTHER).when(patch(typed(SYSTEM_ASSIGNED))))
        .isEqualTo(accepted(OTHER_DETACHED, DETACHED));
  }

  @Test
  void a_patch_gives_a_system_identity() {
    assertThat(
            given(ResourceRules.PATCH, ADDED, GROUP_CREATED, VM_CREATED)
                .when(patch(typed(SYSTEM_ASSIGNED))))
        .isEqualTo(accepted(ENABLED));
  }

  @Test
  void a_patch_with_a_system_identity_keeps_its_principal() {
    assertThat(onBoth().when(patch(typed(SYSTEM_AND_USER_ASSIGNED)))).isEqualTo(accepted());
  }

  @Test
  void what_was_decided_is_what_is_known_after() {
    var attempt = onBoth().attempt(patch(block(SYSTEM_AND_USER_ASSIGNED, OTHER_PATH)));

    assertThat(attempt.before().subject()).contains(onVm(Map.of(SHARED, VM_SHARED), 3));
    assertThat(attempt.after().subject())
        .contains(onVm(Map.of(SHARED, VM_SHARED, OTHER_CREATED.scope(), VM_OTHER), 4));
  }

  private static LiveResource onVm(Map<Scope, UserIdentityAttached> on, long revision) {
    Map<ThingId, Attachment> attached = new HashMap<>();
    on.forEach(
        (scope, it) ->
            attached.put(
                scope.requireThing(),
                new Attachment(it.identityPath(), it.principal(), it.client())));
    return new LiveResource(
        VM,
        Optional.of(WEST),
        EMPTY,
        Optional.of(new SystemIdentity(VM_PRINCIPAL, VM_ENABLED.client())),
        attached,
        new Revision(revision));
  }
}
