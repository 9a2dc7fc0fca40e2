package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Samples.EMPTY;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.path;
import static dev.lanyard.domain.Samples.principal;
import static dev.lanyard.domain.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision.Accepted;
import dev.lanyard.domain.Decision.Rejected;
import dev.lanyard.domain.HistoryInMemory;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Rejection.CascadeTooLarge;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A deletion stays within one commit and one reading, and says what to delete first. */
class DeletionLimitsTest {
  private static final DeleteResourceGroup DELETE = new DeleteResourceGroup(GROUP_PATH);

  @Test
  void the_largest_deletion_that_is_allowed_ends_everything() {
    var history = groupOf(Deletion.CASCADE_EVENTS_MAX - 1);

    assertThat(history.decide(GroupRules.DELETE, DELETE).decision())
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> assertThat(accepted.facts()).hasSize(Deletion.CASCADE_EVENTS_MAX));
  }

  @Test
  void one_fact_more_is_refused() {
    var history =
        groupOf(Deletion.CASCADE_EVENTS_MAX - 1).append(assigned(1, READER, principal(7), GROUP));

    assertThat(history.decide(GroupRules.DELETE, DELETE).decision())
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.why())
                    .isInstanceOfSatisfying(
                        CascadeTooLarge.class,
                        why -> {
                          assertThat(why.limit()).isEqualTo("cascadeEventsMax = 50000");
                          assertThat(why.first()).hasSize(5).contains(parentPath(0));
                        }));
  }

  @Test
  void reading_stops_at_its_limit_and_names_the_largest_parts() {
    var history = new HistoryInMemory().append(GROUP_CREATED);
    IntStream.range(0, 6).forEach(parent -> addFamily(history, parent, parent));
    history.append(SHARED_CREATED);
    addLocksOnAndOff(history);

    var attempt = history.decide(GroupRules.DELETE, DELETE);

    assertThat(attempt.read()).isEqualTo(Deletion.CASCADE_READS_MAX + 1);
    assertThat(attempt.decision())
        .isEqualTo(
            rejected(
                new CascadeTooLarge(
                    GROUP_PATH,
                    "cascadeReadsMax = 500000",
                    List.of(
                        parentPath(5),
                        parentPath(4),
                        parentPath(3),
                        parentPath(2),
                        parentPath(1)))));
  }

  /** So many resources, half of them below a first one. */
  private static HistoryInMemory groupOf(int things) {
    var history = new HistoryInMemory().append(GROUP_CREATED);
    addFamily(history, 0, things / 2);
    IntStream.range(1, things - things / 2).forEach(parent -> addFamily(history, parent, 0));
    return history;
  }

  private static void addFamily(HistoryInMemory history, int parent, int children) {
    Scope scope = GROUP.child(parentPath(parent), thing(1_000_000 + parent));
    history.append(new ResourceCreated(scope, Optional.empty(), EMPTY));
    for (int child = 0; child < children; child++) {
      Scope below =
          scope.child(
              ResourcePath.parse("id", scope.path() + "/disks/d" + child),
              thing(10_000_000 + 100 * child + parent));
      history.append(new ResourceCreated(below, Optional.empty(), EMPTY));
    }
  }

  private static void addLocksOnAndOff(HistoryInMemory history) {
    var placed = new LockPlaced(GROUP, new LockName("keep"), LockLevel.READ_ONLY, Optional.empty());
    var removed = new LockRemoved(GROUP, new LockName("keep"));
    for (int pair = 0; pair <= Deletion.CASCADE_READS_MAX / 2; pair++) {
      history.append(placed, removed);
    }
  }

  private static ResourcePath parentPath(int number) {
    return path("/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/vm" + number);
  }
}
