package dev.lanyard.domain.lock;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.MISSING;
import static dev.lanyard.domain.World.OTHER_VM;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.births;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockTest {
  private static final LockName NAME = new LockName("keep");
  private static final LockPlaced PLACED =
      new LockPlaced(VM, NAME, LockLevel.CAN_NOT_DELETE, Optional.of("why"));
  private static final PlaceLock PLACE =
      new PlaceLock(VM.path(), NAME, LockLevel.CAN_NOT_DELETE, Optional.of("why"));
  private static final RemoveLock REMOVE = new RemoveLock(VM.path(), NAME);

  @Test
  void a_lock_is_placed_at_what_lives() {
    assertThat(
            given(LockRules.PLACE, births())
                .and(new LockPlaced(OTHER_VM, NAME, LockLevel.READ_ONLY, Optional.empty()))
                .when(PLACE))
        .isEqualTo(accepted(PLACED));
  }

  @Test
  void a_lock_is_placed_at_the_root() {
    assertThat(
            given(LockRules.PLACE)
                .when(
                    new PlaceLock(ResourcePath.ROOT, NAME, LockLevel.READ_ONLY, Optional.empty())))
        .isEqualTo(
            accepted(new LockPlaced(Scope.ROOT, NAME, LockLevel.READ_ONLY, Optional.empty())));
  }

  @Test
  void a_lock_is_not_placed_where_nothing_lives() {
    assertThat(
            given(LockRules.PLACE, births())
                .when(new PlaceLock(MISSING, NAME, LockLevel.READ_ONLY, Optional.empty())))
        .isEqualTo(rejected(new ScopeNotFound(MISSING)));
    assertThat(given(LockRules.PLACE, births()).and(new ResourceDeleted(VM)).when(PLACE))
        .isEqualTo(rejected(new ScopeNotFound(VM.path())));
  }

  @Test
  void placing_again_changes_nothing_whatever_the_case_of_the_name() {
    var attempt =
        given(LockRules.PLACE, births())
            .and(PLACED)
            .attempt(
                new PlaceLock(
                    VM.path(), new LockName("KEEP"), LockLevel.CAN_NOT_DELETE, Optional.of("why")));
    assertThat(attempt.decision()).isEqualTo(accepted());
    assertThat(attempt.after().subject())
        .contains(new Lock(VM, NAME, LockLevel.CAN_NOT_DELETE, Optional.of("why")));
  }

  @Test
  void another_level_or_note_replaces_the_lock_and_no_lock_forbids_that() {
    var stricter = new PlaceLock(VM.path(), NAME, LockLevel.READ_ONLY, Optional.of("why"));
    assertThat(given(LockRules.PLACE, births()).and(PLACED).when(stricter))
        .isEqualTo(
            accepted(
                new LockRemoved(VM, NAME),
                new LockPlaced(VM, NAME, LockLevel.READ_ONLY, Optional.of("why"))));
    var silent = new PlaceLock(VM.path(), NAME, LockLevel.CAN_NOT_DELETE, Optional.empty());
    assertThat(given(LockRules.PLACE, births()).and(PLACED).when(silent))
        .isEqualTo(
            accepted(
                new LockRemoved(VM, NAME),
                new LockPlaced(VM, NAME, LockLevel.CAN_NOT_DELETE, Optional.empty())));
  }

  @Test
  void a_lock_is_removed_although_it_locks() {
    var attempt =
        given(LockRules.REMOVE, births())
            .and(new LockPlaced(VM, NAME, LockLevel.READ_ONLY, Optional.empty()))
            .attempt(REMOVE);
    assertThat(attempt.decision()).isEqualTo(accepted(new LockRemoved(VM, NAME)));
    assertThat(attempt.before().subject())
        .contains(new Lock(VM, NAME, LockLevel.READ_ONLY, Optional.empty()));
    assertThat(attempt.after().subject()).isEmpty();
  }

  @Test
  void removing_what_is_not_there_changes_nothing() {
    assertThat(given(LockRules.REMOVE, births()).when(REMOVE)).isEqualTo(accepted());
    assertThat(given(LockRules.REMOVE).when(REMOVE)).isEqualTo(accepted());
    assertThat(
            given(LockRules.REMOVE, births()).and(PLACED, new LockRemoved(VM, NAME)).when(REMOVE))
        .isEqualTo(accepted());
  }
}
