package dev.lanyard.domain.role;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.GROUP;
import static dev.lanyard.domain.World.MISSING;
import static dev.lanyard.domain.World.OTHER_VM;
import static dev.lanyard.domain.World.PERMISSIONS;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.READER_BODY;
import static dev.lanyard.domain.World.SUBSCRIPTION;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.WRITER;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.grant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Rejection.RoleExists;
import dev.lanyard.domain.Rejection.RoleInUse;
import dev.lanyard.domain.Rejection.RoleIsBuiltIn;
import dev.lanyard.domain.Rejection.RoleNameTaken;
import dev.lanyard.domain.Rejection.RoleScopeInUse;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleDefinitionTest {
  private static final RoleDefined DEFINED = new RoleDefined(WRITER, RoleType.CUSTOM, body(GROUP));

  private static DefineRole define(RoleId role, String name, Scope... scopes) {
    return new DefineRole(role, name, "Writes", PERMISSIONS, paths(scopes));
  }

  private static UpdateRole update(RoleId role, String name, Scope... scopes) {
    return new UpdateRole(role, name, "Writes", PERMISSIONS, paths(scopes));
  }

  private static List<ResourcePath> paths(Scope... scopes) {
    return List.of(scopes).stream().map(Scope::path).toList();
  }

  private static RoleBody body(Scope... scopes) {
    return new RoleBody("Writer", "Writes", PERMISSIONS, List.of(scopes));
  }

  private static LifecycleEvent assigned(RoleId role, Scope scope) {
    return new RoleAssigned(grant(FIRST, role, ALICE, scope));
  }

  @Test
  void a_role_is_defined_with_its_scopes_resolved_and_each_once() {
    assertThat(
            given(RoleRules.DEFINE, births())
                .when(define(WRITER, "Writer", Scope.ROOT, SUBSCRIPTION, VM, VM)))
        .isEqualTo(
            accepted(new RoleDefined(WRITER, RoleType.CUSTOM, body(Scope.ROOT, SUBSCRIPTION, VM))));
  }

  @Test
  void defining_again_changes_nothing() {
    var attempt =
        given(RoleRules.DEFINE, births()).and(DEFINED).attempt(define(WRITER, "Writer", GROUP));
    assertThat(attempt.decision()).isEqualTo(accepted());
    assertThat(attempt.after().subject())
        .contains(new RoleDefinition(WRITER, RoleType.CUSTOM, body(GROUP)));
  }

  @Test
  void a_role_cannot_be_defined_over_another_content() {
    assertThat(given(RoleRules.DEFINE, births()).and(DEFINED).when(define(WRITER, "Writer", VM)))
        .isEqualTo(rejected(new RoleExists(WRITER)));
  }

  @Test
  void a_role_cannot_be_defined_over_a_built_in_one_even_if_it_says_the_same() {
    var builtIn = new RoleDefined(WRITER, RoleType.BUILT_IN, body(GROUP));
    assertThat(given(RoleRules.DEFINE, births()).and(builtIn).when(define(WRITER, "Writer", GROUP)))
        .isEqualTo(rejected(new RoleExists(WRITER)));
  }

  @Test
  void a_role_needs_scopes_that_live() {
    var nowhere = new DefineRole(WRITER, "Writer", "Writes", PERMISSIONS, List.of(MISSING));
    assertThat(given(RoleRules.DEFINE, births()).when(nowhere))
        .isEqualTo(rejected(new ScopeNotFound(MISSING)));
    assertThat(
            given(RoleRules.DEFINE, births())
                .and(new ResourceDeleted(VM))
                .when(define(WRITER, "Writer", GROUP, VM)))
        .isEqualTo(rejected(new ScopeNotFound(VM.path())));
  }

  @Test
  void a_name_belongs_to_one_live_role_without_case() {
    assertThat(given(RoleRules.DEFINE, births()).when(define(WRITER, "LOOKS", GROUP)))
        .isEqualTo(rejected(new RoleNameTaken("LOOKS", READER)));
    assertThat(
            given(RoleRules.DEFINE, births())
                .and(new RoleDeleted(READER, READER_BODY))
                .when(define(WRITER, "Looks", GROUP)))
        .isEqualTo(
            accepted(
                new RoleDefined(
                    WRITER,
                    RoleType.CUSTOM,
                    new RoleBody("Looks", "Writes", PERMISSIONS, List.of(GROUP)))));
  }

  @Test
  void a_name_that_a_role_left_is_free_and_one_that_it_took_is_not() {
    var renamed =
        given(RoleRules.DEFINE, births()).and(new RoleUpdated(READER, body(GROUP), READER_BODY));
    assertThat(renamed.when(define(WRITER, "Writer", GROUP)))
        .isEqualTo(rejected(new RoleNameTaken("Writer", READER)));
    var taken =
        renamed.attempt(new DefineRole(WRITER, "Looks", "Reads", PERMISSIONS, paths(GROUP)));
    assertThat(taken.decision())
        .isEqualTo(accepted(new RoleDefined(WRITER, RoleType.CUSTOM, READER_BODY)));
    assertThat(taken.after().subject())
        .contains(new RoleDefinition(WRITER, RoleType.CUSTOM, READER_BODY));
  }

  @Test
  void a_role_is_updated_and_the_fact_says_what_was_before() {
    assertThat(given(RoleRules.UPDATE, births()).and(DEFINED).when(update(WRITER, "Writer", VM)))
        .isEqualTo(accepted(new RoleUpdated(WRITER, body(VM), body(GROUP))));
  }

  @Test
  void updating_to_the_same_changes_nothing() {
    assertThat(given(RoleRules.UPDATE, births()).and(DEFINED).when(update(WRITER, "Writer", GROUP)))
        .isEqualTo(accepted());
  }

  @Test
  void updating_a_missing_role_defines_it() {
    assertThat(given(RoleRules.UPDATE, births()).when(update(WRITER, "Writer", GROUP)))
        .isEqualTo(accepted(DEFINED));
    assertThat(given(RoleRules.UPDATE, births()).when(update(WRITER, "Looks", GROUP)))
        .isEqualTo(rejected(new RoleNameTaken("Looks", READER)));
  }

  @Test
  void a_deleted_role_can_be_defined_again() {
    assertThat(
            given(RoleRules.UPDATE, births())
                .and(DEFINED, new RoleDeleted(WRITER, body(GROUP)))
                .when(update(WRITER, "Writer", GROUP)))
        .isEqualTo(accepted(DEFINED));
  }

  @Test
  void a_built_in_role_is_not_updated() {
    assertThat(
            given(RoleRules.UPDATE, births())
                .when(update(RoleDefinition.OWNER, "Owner", Scope.ROOT)))
        .isEqualTo(rejected(new RoleIsBuiltIn(RoleDefinition.OWNER)));
  }

  @Test
  void an_update_needs_a_free_name_and_scopes_that_live() {
    assertThat(given(RoleRules.UPDATE, births()).and(DEFINED).when(update(WRITER, "Looks", GROUP)))
        .isEqualTo(rejected(new RoleNameTaken("Looks", READER)));
    assertThat(
            given(RoleRules.UPDATE, births())
                .and(DEFINED)
                .when(new UpdateRole(WRITER, "W", "Writes", PERMISSIONS, List.of(MISSING))))
        .isEqualTo(rejected(new ScopeNotFound(MISSING)));
  }

  @Test
  void a_scope_stays_while_the_role_is_assigned_at_or_below_it() {
    var held = given(RoleRules.UPDATE, births()).and(DEFINED, assigned(WRITER, VM));
    assertThat(held.when(update(WRITER, "Writer", OTHER_VM)))
        .isEqualTo(rejected(new RoleScopeInUse(WRITER, GROUP.path(), FIRST)));
    assertThat(held.when(update(WRITER, "Writer", VM)))
        .isEqualTo(accepted(new RoleUpdated(WRITER, body(VM), body(GROUP))));
    assertThat(held.when(update(WRITER, "Writer", SUBSCRIPTION)))
        .isEqualTo(accepted(new RoleUpdated(WRITER, body(SUBSCRIPTION), body(GROUP))));
  }

  @Test
  void a_scope_can_be_dropped_when_the_assignment_below_it_ended() {
    assertThat(
            given(RoleRules.UPDATE, births())
                .and(
                    DEFINED,
                    assigned(WRITER, VM),
                    new RoleAssignmentRemoved(grant(FIRST, WRITER, ALICE, VM), Cause.REMOVED))
                .when(update(WRITER, "Writer", OTHER_VM)))
        .isEqualTo(accepted(new RoleUpdated(WRITER, body(OTHER_VM), body(GROUP))));
  }

  @Test
  void a_role_that_nobody_holds_is_deleted() {
    var attempt =
        given(RoleRules.DELETE, births())
            .and(
                assigned(READER, VM),
                new RoleAssignmentRemoved(grant(FIRST, READER, ALICE, VM), Cause.REMOVED))
            .attempt(new DeleteRole(READER));
    assertThat(attempt.decision()).isEqualTo(accepted(new RoleDeleted(READER, READER_BODY)));
    assertThat(attempt.before().subject())
        .contains(new RoleDefinition(READER, RoleType.CUSTOM, READER_BODY));
    assertThat(attempt.after().subject()).isEmpty();
  }

  @Test
  void a_missing_role_is_deleted_already() {
    assertThat(given(RoleRules.DELETE, births()).when(new DeleteRole(WRITER)))
        .isEqualTo(accepted());
    assertThat(
            given(RoleRules.DELETE, births())
                .and(new RoleDeleted(READER, READER_BODY))
                .when(new DeleteRole(READER)))
        .isEqualTo(accepted());
  }

  @Test
  void a_role_that_somebody_holds_stays() {
    assertThat(
            given(RoleRules.DELETE, births())
                .and(assigned(READER, VM))
                .when(new DeleteRole(READER)))
        .isEqualTo(rejected(new RoleInUse(READER, FIRST)));
  }

  @Test
  void a_built_in_role_is_not_deleted() {
    assertThat(given(RoleRules.DELETE, births()).when(new DeleteRole(RoleDefinition.OWNER)))
        .isEqualTo(rejected(new RoleIsBuiltIn(RoleDefinition.OWNER)));
  }
}
