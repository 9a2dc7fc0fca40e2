package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocksTest {
  private final Locks locks = new Locks();

  @Test
  void a_lock_holds_at_its_scope_and_below() {
    place(VM, "one", LockLevel.READ_ONLY);

    assertThat(locks.againstWriting(DISK)).containsExactly(VM_PATH);
    assertThat(locks.againstWriting(VM)).containsExactly(VM_PATH);
    assertThat(locks.againstWriting(VM2)).isEmpty();
    assertThat(locks.againstWriting(GROUP)).isEmpty();
    assertThat(locks.againstDeleting(DISK)).containsExactly(VM_PATH);
    assertThat(locks.againstDeleting(GROUP)).isEmpty();
    assertThat(locks.againstDeletingAll(GROUP)).containsExactly(VM_PATH);
    assertThat(locks.againstDeletingAll(VM2)).isEmpty();
  }

  @Test
  void a_lock_against_deletion_allows_writing() {
    place(VM, "one", LockLevel.CAN_NOT_DELETE);

    assertThat(locks.againstWriting(VM)).isEmpty();
    assertThat(locks.againstDeleting(VM)).containsExactly(VM_PATH);
  }

  @Test
  void each_place_is_named_once() {
    place(VM, "one", LockLevel.READ_ONLY);
    place(GROUP, "one", LockLevel.READ_ONLY);
    place(VM, "two", LockLevel.READ_ONLY);

    assertThat(locks.againstWriting(VM)).containsExactly(VM_PATH, GROUP_PATH);
  }

  @Test
  void a_name_is_one_lock_a_scope_without_case() {
    place(VM, "one", LockLevel.READ_ONLY);
    place(VM, "ONE", LockLevel.CAN_NOT_DELETE);
    place(GROUP, "one", LockLevel.CAN_NOT_DELETE);
    locks.fold(new LockRemoved(GROUP, new LockName("One")));

    assertThat(locks.named(VM.id(), new LockName("oNe")))
        .contains(new Lock(VM, new LockName("ONE"), LockLevel.CAN_NOT_DELETE, Optional.empty()));
    assertThat(locks.named(GROUP.id(), new LockName("one"))).isEmpty();
    assertThat(locks.againstDeleting(VM)).containsExactly(VM_PATH);
  }

  @Test
  void an_answer_names_so_many_places_and_no_more() {
    for (int number = 0; number <= Locks.NAMED_MAX; number++) {
      ResourcePath path = ResourcePath.parse("id", VM_PATH + "/disks/d" + number);
      place(VM.child(path, thing(100 + number)), "one", LockLevel.READ_ONLY);
    }

    assertThat(locks.againstDeletingAll(VM)).hasSize(Locks.NAMED_MAX);
  }

  private void place(Scope scope, String name, LockLevel level) {
    locks.fold(new LockPlaced(scope, new LockName(name), level, Optional.empty()));
  }
}
