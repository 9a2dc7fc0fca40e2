package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.SUBSCRIPTION_PATH;
import static dev.lanyard.domain.Samples.locked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpdateResourceGroupDeciderTest {
  private static final Map<String, String> BLUE = Map.of("team", "blue");
  private static final UpdateResourceGroup TO_BLUE = new UpdateResourceGroup(GROUP_PATH, BLUE);

  @Test
  void a_live_group_takes_the_tags() {
    assertThat(given(GroupRules.UPDATE, ADDED, GROUP_CREATED).when(TO_BLUE))
        .isEqualTo(accepted(new ResourceGroupUpdated(GROUP, BLUE)));
  }

  @Test
  void the_same_tags_change_nothing() {
    assertThat(
            given(GroupRules.UPDATE, ADDED, GROUP_CREATED, new ResourceGroupUpdated(GROUP, BLUE))
                .when(TO_BLUE))
        .isEqualTo(accepted());
  }

  @Test
  void a_missing_group_is_refused() {
    assertThat(given(GroupRules.UPDATE, ADDED).when(TO_BLUE))
        .isEqualTo(rejected(new ResourceGroupNotFound(GROUP_PATH)));
  }

  @Test
  void an_ended_group_is_refused() {
    assertThat(
            given(GroupRules.UPDATE, ADDED, GROUP_CREATED, new ResourceGroupDeleted(GROUP))
                .when(TO_BLUE))
        .isEqualTo(rejected(new ResourceGroupNotFound(GROUP_PATH)));
  }

  @Test
  void read_only_locks_at_and_above_refuse_it() {
    assertThat(
            given(
                    GroupRules.UPDATE,
                    ADDED,
                    GROUP_CREATED,
                    locked(GROUP, LockLevel.READ_ONLY),
                    locked(IN_SUBSCRIPTION, LockLevel.READ_ONLY))
                .when(TO_BLUE))
        .isEqualTo(
            rejected(
                new ScopeLocked(
                    GROUP_PATH, Operation.WRITE, List.of(GROUP_PATH, SUBSCRIPTION_PATH))));
  }
}
