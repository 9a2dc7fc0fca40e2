package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.FRESH;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.PLAIN;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.WEST;
import static dev.lanyard.domain.Samples.client;
import static dev.lanyard.domain.Samples.identityPath;
import static dev.lanyard.domain.Samples.locked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Rejection.InvalidName;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdentityDecidersTest {
  private static final Map<String, String> BLUE = Map.of("team", "blue");
  private static final UserIdentityBody REGIONAL = new UserIdentityBody(BLUE, Isolation.REGIONAL);

  @Test
  void an_identity_is_created_in_a_live_group() {
    var attempt =
        given(UserIdentityRules.CREATE, ADDED, GROUP_CREATED)
            .attempt(create(SHARED_PATH, WEST, BLUE, Optional.of(Isolation.REGIONAL)));

    var scope = GROUP.child(SHARED_PATH, FRESH.thing());
    assertThat(attempt.decision())
        .isEqualTo(
            accepted(
                new UserIdentityCreated(scope, FRESH.principal(), FRESH.client(), WEST, REGIONAL)));
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject())
        .contains(new LiveUserIdentity(scope, FRESH.principal(), FRESH.client(), WEST, REGIONAL));
  }

  @Test
  void an_identity_needs_its_group() {
    assertThat(
            given(UserIdentityRules.CREATE, ADDED)
                .when(create(SHARED_PATH, WEST, BLUE, Optional.empty())))
        .isEqualTo(rejected(new ResourceGroupNotFound(GROUP_PATH)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1-_", "0abc", "A"})
  void names_that_fit_are_accepted(String name) {
    String fitting = name.length() > 1 ? name : name.repeat(128);

    assertThat(whenGroup(identityPath(fitting))).isInstanceOf(Decision.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "-abc", "_abc", "a.c", "a c", "(abc)", "A"})
  void names_that_do_not_fit_are_refused(String name) {
    ResourcePath path = identityPath(name.length() > 1 ? name : name.repeat(129));

    assertThat(whenGroup(path))
        .isEqualTo(
            rejected(
                new InvalidName(
                    path,
                    "must have 3 to 128 letters, digits, - or _, and start with a letter or"
                        + " digit")));
  }

  @Test
  void another_type_is_refused() {
    assertThat(whenGroup(VM_PATH)).isEqualTo(rejected(wrongPlace(VM_PATH)));
  }

  @Test
  void an_identity_on_a_resource_is_refused() {
    ResourcePath extension =
        ResourcePath.parse(
            "id", VM_PATH + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/abc");

    assertThat(
            given(UserIdentityRules.CREATE, ADDED, GROUP_CREATED, VM_CREATED)
                .when(create(extension, WEST, BLUE, Optional.empty())))
        .isEqualTo(rejected(wrongPlace(extension)));
  }

  @Test
  void the_same_again_changes_nothing() {
    assertThat(whenLive(create(SHARED_PATH, "West Europe", Map.of(), Optional.empty())))
        .isEqualTo(accepted());
  }

  @Test
  void a_live_identity_keeps_its_principal_and_takes_the_tags() {
    assertThat(whenLive(create(SHARED_PATH, WEST, BLUE, Optional.empty())))
        .isEqualTo(
            accepted(
                new UserIdentityUpdated(
                    SHARED, SHARED_PRINCIPAL, new UserIdentityBody(BLUE, Isolation.NONE))));
  }

  @Test
  void absent_isolation_keeps_that_of_the_last_update() {
    var attempt =
        given(
                UserIdentityRules.CREATE,
                ADDED,
                GROUP_CREATED,
                SHARED_CREATED,
                new UserIdentityUpdated(SHARED, SHARED_PRINCIPAL, REGIONAL))
            .attempt(create(SHARED_PATH, WEST, BLUE, Optional.empty()));

    assertThat(attempt.decision()).isEqualTo(accepted());
    assertThat(attempt.after().subject())
        .contains(new LiveUserIdentity(SHARED, SHARED_PRINCIPAL, client(5), WEST, REGIONAL));
  }

  @Test
  void an_identity_stays_where_it_was_created() {
    assertThat(whenLive(create(SHARED_PATH, "northeurope", BLUE, Optional.empty())))
        .isEqualTo(rejected(new LocationFixed(SHARED_PATH, WEST, "northeurope")));
  }

  @Test
  void a_read_only_lock_on_the_group_refuses_a_birth() {
    assertThat(
            given(
                    UserIdentityRules.CREATE,
                    ADDED,
                    GROUP_CREATED,
                    locked(GROUP, LockLevel.READ_ONLY))
                .when(create(SHARED_PATH, WEST, BLUE, Optional.empty())))
        .isEqualTo(rejected(locks(GROUP_PATH)));
  }

  @Test
  void a_read_only_lock_refuses_a_change() {
    assertThat(
            given(
                    UserIdentityRules.CREATE,
                    ADDED,
                    GROUP_CREATED,
                    SHARED_CREATED,
                    locked(SHARED, LockLevel.READ_ONLY))
                .when(create(SHARED_PATH, WEST, BLUE, Optional.empty())))
        .isEqualTo(rejected(locks(SHARED_PATH)));
  }

  @Test
  void an_update_changes_what_it_names() {
    assertThat(
            given(UserIdentityRules.UPDATE, SHARED_CREATED)
                .when(update(Optional.of(BLUE), Optional.empty())))
        .isEqualTo(
            accepted(
                new UserIdentityUpdated(
                    SHARED, SHARED_PRINCIPAL, new UserIdentityBody(BLUE, Isolation.NONE))));
  }

  @Test
  void an_update_keeps_what_it_does_not_name() {
    assertThat(
            given(
                    UserIdentityRules.UPDATE,
                    SHARED_CREATED,
                    new UserIdentityUpdated(SHARED, SHARED_PRINCIPAL, REGIONAL))
                .when(update(Optional.empty(), Optional.of(Isolation.NONE))))
        .isEqualTo(
            accepted(
                new UserIdentityUpdated(
                    SHARED, SHARED_PRINCIPAL, new UserIdentityBody(BLUE, Isolation.NONE))));
  }

  @Test
  void an_update_to_the_same_changes_nothing() {
    assertThat(
            given(UserIdentityRules.UPDATE, SHARED_CREATED)
                .when(update(Optional.of(PLAIN.tags()), Optional.of(Isolation.NONE))))
        .isEqualTo(accepted());
  }

  @Test
  void an_update_of_a_missing_identity_is_refused() {
    assertThat(
            given(UserIdentityRules.UPDATE, GROUP_CREATED)
                .when(update(Optional.of(BLUE), Optional.empty())))
        .isEqualTo(rejected(new ResourceNotFound(SHARED_PATH)));
  }

  @Test
  void an_update_of_an_ended_identity_is_refused() {
    assertThat(
            given(
                    UserIdentityRules.UPDATE,
                    SHARED_CREATED,
                    new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL))
                .when(update(Optional.of(BLUE), Optional.empty())))
        .isEqualTo(rejected(new ResourceNotFound(SHARED_PATH)));
  }

  @Test
  void a_read_only_lock_above_refuses_an_update() {
    assertThat(
            given(UserIdentityRules.UPDATE, SHARED_CREATED, locked(GROUP, LockLevel.READ_ONLY))
                .when(update(Optional.of(BLUE), Optional.empty())))
        .isEqualTo(rejected(locks(GROUP_PATH)));
  }

  private static Decision whenGroup(ResourcePath path) {
    return given(UserIdentityRules.CREATE, ADDED, GROUP_CREATED)
        .when(create(path, WEST, Map.of(), Optional.empty()));
  }

  private static Decision whenLive(CreateUserIdentity command) {
    return given(UserIdentityRules.CREATE, ADDED, GROUP_CREATED, SHARED_CREATED).when(command);
  }

  private static CreateUserIdentity create(
      ResourcePath path, String location, Map<String, String> tags, Optional<Isolation> isolation) {
    return new CreateUserIdentity(path, FRESH, location, tags, isolation);
  }

  private static UpdateUserIdentity update(
      Optional<Map<String, String>> tags, Optional<Isolation> isolation) {
    return new UpdateUserIdentity(SHARED_PATH, tags, isolation);
  }

  private static InvalidName wrongPlace(ResourcePath path) {
    return new InvalidName(
        path, "must be of type " + UserIdentityCommand.TYPE + " in a resource group");
  }

  private static ScopeLocked locks(ResourcePath at) {
    return new ScopeLocked(SHARED_PATH, Operation.WRITE, List.of(at));
  }
}
