package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.EMPTY;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM2_CREATED;
import static dev.lanyard.domain.Samples.VM2_PATH;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.attached;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.HistoryInMemory;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Rejection.IdentityNotFound;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttachmentDecidersTest {
  private static final AttachUserIdentity ATTACH = new AttachUserIdentity(VM_PATH, SHARED_PATH);
  private static final DetachUserIdentity DETACH = new DetachUserIdentity(VM_PATH, SHARED_PATH);
  private static final UserIdentityDetached DETACHED =
      new UserIdentityDetached(VM, SHARED.requireThing(), SHARED_PRINCIPAL);

  @Test
  void a_live_resource_can_act_as_a_live_identity() {
    assertThat(given(IdentityRules.ATTACH, VM_CREATED, SHARED_CREATED).when(ATTACH))
        .isEqualTo(accepted(VM_SHARED));
  }

  @Test
  void attaching_twice_changes_nothing() {
    assertThat(given(IdentityRules.ATTACH, VM_CREATED, SHARED_CREATED, VM_SHARED).when(ATTACH))
        .isEqualTo(accepted());
  }

  @Test
  void attaching_after_detaching_attaches_again() {
    assertThat(
            given(IdentityRules.ATTACH, VM_CREATED, SHARED_CREATED, VM_SHARED, DETACHED)
                .when(ATTACH))
        .isEqualTo(accepted(VM_SHARED));
  }

  @Test
  void paths_compare_without_case() {
    var lower =
        new AttachUserIdentity(
            ResourcePath.parse("id", VM_PATH.toString().toLowerCase(Locale.ROOT)),
            ResourcePath.parse("id", SHARED_PATH.toString().toUpperCase(Locale.ROOT)));

    assertThat(given(IdentityRules.ATTACH, VM_CREATED, SHARED_CREATED).when(lower))
        .isEqualTo(accepted(VM_SHARED));
  }

  @Test
  void attaching_to_a_missing_resource_is_refused() {
    assertThat(given(IdentityRules.ATTACH, SHARED_CREATED).when(ATTACH))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void attaching_to_an_ended_resource_is_refused() {
    assertThat(
            given(IdentityRules.ATTACH, VM_CREATED, SHARED_CREATED, new ResourceDeleted(VM))
                .when(ATTACH))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void attaching_a_missing_identity_is_refused() {
    assertThat(given(IdentityRules.ATTACH, VM_CREATED).when(ATTACH))
        .isEqualTo(rejected(new IdentityNotFound(SHARED_PATH)));
  }

  @Test
  void attaching_an_ended_identity_is_refused() {
    assertThat(
            given(
                    IdentityRules.ATTACH,
                    VM_CREATED,
                    SHARED_CREATED,
                    new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL))
                .when(ATTACH))
        .isEqualTo(rejected(new IdentityNotFound(SHARED_PATH)));
  }

  @Test
  void attaching_a_resource_as_an_identity_is_refused() {
    assertThat(
            given(IdentityRules.ATTACH, VM_CREATED, VM2_CREATED)
                .when(new AttachUserIdentity(VM_PATH, VM2_PATH)))
        .isEqualTo(rejected(new IdentityNotFound(VM2_PATH)));
  }

  @Test
  void a_read_only_lock_over_the_resource_refuses_attaching() {
    assertThat(
            given(
                    IdentityRules.ATTACH,
                    VM_CREATED,
                    SHARED_CREATED,
                    locked(GROUP, LockLevel.READ_ONLY))
                .when(ATTACH))
        .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(GROUP_PATH))));
  }

  @Test
  void a_lock_on_the_identity_guards_no_attachment() {
    assertThat(
            given(
                    IdentityRules.ATTACH,
                    VM_CREATED,
                    SHARED_CREATED,
                    locked(SHARED, LockLevel.READ_ONLY))
                .when(ATTACH))
        .isEqualTo(accepted(VM_SHARED));
  }

  @Test
  void detaching_ends_the_attachment() {
    assertThat(given(IdentityRules.DETACH, VM_CREATED, SHARED_CREATED, VM_SHARED).when(DETACH))
        .isEqualTo(accepted(DETACHED));
  }

  @Test
  void detaching_what_is_not_attached_changes_nothing() {
    assertThat(
            given(
                    IdentityRules.DETACH,
                    VM_CREATED,
                    VM2_CREATED,
                    SHARED_CREATED,
                    OTHER_CREATED,
                    attached(VM2, SHARED_CREATED),
                    attached(VM, OTHER_CREATED))
                .when(DETACH))
        .isEqualTo(accepted());
  }

  @Test
  void detaching_from_a_missing_resource_is_refused() {
    assertThat(given(IdentityRules.DETACH, SHARED_CREATED).when(DETACH))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void detaching_a_missing_identity_is_refused() {
    assertThat(given(IdentityRules.DETACH, VM_CREATED).when(DETACH))
        .isEqualTo(rejected(new IdentityNotFound(SHARED_PATH)));
  }

  @Test
  void a_read_only_lock_over_the_resource_refuses_detaching() {
    assertThat(
            given(
                    IdentityRules.DETACH,
                    VM_CREATED,
                    SHARED_CREATED,
                    VM_SHARED,
                    locked(VM, LockLevel.READ_ONLY))
                .when(DETACH))
        .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(VM_PATH))));
  }

  @Test
  void the_hundredth_attachment_reads_what_the_first_read() {
    var history = new HistoryInMemory().append(SHARED_CREATED, VM_CREATED);
    int first = history.decide(IdentityRules.ATTACH, ATTACH).read();
    for (int number = 100; number < 200; number++) {
      Scope machine = GROUP.child(VM2_PATH, thing(number));
      history.append(
          new ResourceCreated(machine, Optional.empty(), EMPTY),
          attached(machine, SHARED_CREATED),
          new ResourceDeleted(machine));
    }

    assertThat(history.decide(IdentityRules.ATTACH, ATTACH).read()).isEqualTo(first).isEqualTo(2);
  }
}
