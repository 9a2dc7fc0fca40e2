package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.SUBSCRIPTION;
import static dev.lanyard.domain.Samples.SUBSCRIPTION_PATH;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.thing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.SubscriptionNotFound;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateResourceGroupDeciderTest {
  private static final Map<String, String> BLUE = Map.of("team", "blue");

  @Test
  void a_group_is_created_in_a_live_subscription() {
    assertThat(given(GroupRules.CREATE, ADDED).when(create(WEST, Optional.of(BLUE))))
        .isEqualTo(accepted(new ResourceGroupCreated(GROUP, WEST, BLUE)));
  }

  @Test
  void a_group_without_tags_has_none() {
    assertThat(given(GroupRules.CREATE, ADDED).when(create(WEST, Optional.empty())))
        .isEqualTo(accepted(GROUP_CREATED));
  }

  @Test
  void a_group_needs_its_subscription() {
    assertThat(given(GroupRules.CREATE).when(create(WEST, Optional.of(BLUE))))
        .isEqualTo(rejected(new SubscriptionNotFound(SUBSCRIPTION)));
  }

  @Test
  void asking_for_the_same_group_again_changes_nothing() {
    assertThat(given(GroupRules.CREATE, ADDED, GROUP_CREATED).when(create(WEST, Optional.empty())))
        .isEqualTo(accepted());
  }

  @Test
  void other_tags_replace_those_of_a_live_group() {
    assertThat(given(GroupRules.CREATE, ADDED, GROUP_CREATED).when(create(WEST, Optional.of(BLUE))))
        .isEqualTo(accepted(new ResourceGroupUpdated(GROUP, BLUE)));
  }

  @Test
  void absent_tags_keep_those_of_the_last_update() {
    var attempt =
        given(GroupRules.CREATE, ADDED, GROUP_CREATED, new ResourceGroupUpdated(GROUP, BLUE))
            .attempt(create(WEST, Optional.empty()));

    assertThat(attempt.decision()).isEqualTo(accepted());
    assertThat(attempt.after().subject()).contains(new LiveGroup(GROUP, WEST, BLUE));
  }

  @Test
  void a_location_is_the_same_without_case_and_spaces() {
    assertThat(
            given(GroupRules.CREATE, ADDED, GROUP_CREATED)
                .when(create("West Europe", Optional.empty())))
        .isEqualTo(accepted());
  }

  @Test
  void a_group_stays_where_it_was_created() {
    assertThat(
            given(GroupRules.CREATE, ADDED, GROUP_CREATED)
                .when(create("northeurope", Optional.of(BLUE))))
        .isEqualTo(rejected(new LocationFixed(GROUP_PATH, WEST, "northeurope")));
  }

  @Test
  void a_read_only_lock_on_the_subscription_refuses_a_new_group() {
    assertThat(
            given(GroupRules.CREATE, ADDED, locked(IN_SUBSCRIPTION, LockLevel.READ_ONLY))
                .when(create(WEST, Optional.empty())))
        .isEqualTo(rejected(locks(SUBSCRIPTION_PATH)));
  }

  @Test
  void a_read_only_lock_refuses_other_tags() {
    assertThat(
            given(GroupRules.CREATE, ADDED, GROUP_CREATED, locked(GROUP, LockLevel.READ_ONLY))
                .when(create(WEST, Optional.of(BLUE))))
        .isEqualTo(rejected(locks(GROUP_PATH)));
  }

  @Test
  void a_lock_against_deletion_allows_other_tags() {
    assertThat(
            given(GroupRules.CREATE, ADDED, GROUP_CREATED, locked(GROUP, LockLevel.CAN_NOT_DELETE))
                .when(create(WEST, Optional.of(BLUE))))
        .isEqualTo(accepted(new ResourceGroupUpdated(GROUP, BLUE)));
  }

  @Test
  void a_removed_lock_holds_no_longer() {
    assertThat(
            given(
                    GroupRules.CREATE,
                    ADDED,
                    locked(IN_SUBSCRIPTION, LockLevel.READ_ONLY),
                    new LockRemoved(IN_SUBSCRIPTION, new LockName("KEEP")))
                .when(create(WEST, Optional.empty())))
        .isEqualTo(accepted(GROUP_CREATED));
  }

  @Test
  void a_new_group_at_an_old_path_inherits_nothing() {
    var attempt =
        given(
                GroupRules.CREATE,
                ADDED,
                GROUP_CREATED,
                new ResourceGroupUpdated(GROUP, BLUE),
                new ResourceGroupDeleted(GROUP))
            .attempt(
                new CreateResourceGroup(GROUP_PATH, thing(9), "northeurope", Optional.empty()));

    var second = IN_SUBSCRIPTION.child(GROUP_PATH, thing(9));
    assertThat(attempt.decision())
        .isEqualTo(accepted(new ResourceGroupCreated(second, "northeurope", Map.of())));
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(new LiveGroup(second, "northeurope", Map.of()));
  }

  @Test
  void a_path_in_another_case_is_the_same_group() {
    ResourcePath shouted = ResourcePath.parse("id", SUBSCRIPTION_PATH + "/RESOURCEGROUPS/WEB");

    assertThat(
            given(GroupRules.CREATE, ADDED, GROUP_CREATED)
                .when(new CreateResourceGroup(shouted, thing(9), WEST, Optional.of(BLUE))))
        .isEqualTo(accepted(new ResourceGroupUpdated(GROUP, BLUE)));
  }

  private static CreateResourceGroup create(String location, Optional<Map<String, String>> tags) {
    return new CreateResourceGroup(GROUP_PATH, GROUP.requireThing(), location, tags);
  }

  private static ScopeLocked locks(ResourcePath at) {
    return new ScopeLocked(GROUP_PATH, Operation.WRITE, List.of(at));
  }
}
