package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.OWNER_BODY;
import static dev.lanyard.domain.World.PERMISSIONS;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.READER_BODY;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.SUBSCRIPTION;
import static dev.lanyard.domain.World.SUBSCRIPTION_ID;
import static dev.lanyard.domain.World.WRITER;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.registered;
import static dev.lanyard.domain.World.subject;
import static dev.lanyard.domain.World.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallDefaultsTest {
  private static final TenantId TENANT = new TenantId(uuid(9));
  private static final RoleBody LOOKS =
      new RoleBody("Looks", "Reads", PERMISSIONS, List.of(Scope.ROOT));
  private static final InstallDefaults COMMAND =
      new InstallDefaults(
          TENANT,
          SUBSCRIPTION_ID,
          "Default",
          List.of(
              new BuiltInRole(RoleDefinition.OWNER, "Owner", "All", PERMISSIONS),
              new BuiltInRole(READER, "Looks", "Reads", PERMISSIONS)),
          new Operator(ALICE, subject(ALICE), Personal.of("Somebody"), FIRST));
  private static final LifecycleEvent[] INSTALLED = {
    new SubscriptionAdded(SUBSCRIPTION_ID, TENANT, "Default"),
    new RoleDefined(RoleDefinition.OWNER, RoleType.BUILT_IN, OWNER_BODY),
    new RoleDefined(READER, RoleType.BUILT_IN, LOOKS),
    registered(ALICE, PrincipalType.USER),
    owns(FIRST, ALICE, Scope.ROOT)
  };

  @Test
  void an_empty_ledger_gets_everything() {
    assertThat(given(LedgerRules.INSTALL).when(COMMAND)).isEqualTo(accepted(INSTALLED));
  }

  @Test
  void installing_again_changes_nothing() {
    assertThat(given(LedgerRules.INSTALL, INSTALLED).when(COMMAND)).isEqualTo(accepted());
  }

  @Test
  void a_built_in_role_that_says_something_else_is_updated() {
    RoleBody old = new RoleBody("Looks", "Before", PERMISSIONS, List.of(Scope.ROOT));
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(new RoleUpdated(READER, old, LOOKS))
                .when(COMMAND))
        .isEqualTo(accepted(new RoleUpdated(READER, LOOKS, old)));
  }

  @Test
  void a_custom_role_with_the_id_of_a_built_in_one_gives_way_to_it() {
    assertThat(
            given(
                    LedgerRules.INSTALL,
                    INSTALLED[0],
                    INSTALLED[1],
                    new RoleDefined(READER, RoleType.CUSTOM, READER_BODY),
                    INSTALLED[3],
                    INSTALLED[4])
                .when(COMMAND))
        .isEqualTo(
            accepted(
                new RoleDeleted(READER, READER_BODY),
                new RoleDefined(READER, RoleType.BUILT_IN, LOOKS)));
  }

  @Test
  void a_custom_role_with_the_name_of_a_built_in_one_keeps_it() {
    assertThat(
            given(
                    LedgerRules.INSTALL,
                    INSTALLED[0],
                    INSTALLED[1],
                    new RoleDefined(WRITER, RoleType.CUSTOM, READER_BODY),
                    INSTALLED[3],
                    INSTALLED[4])
                .when(COMMAND))
        .isEqualTo(accepted(new RoleDefined(READER, RoleType.BUILT_IN, LOOKS)));
  }

  @Test
  void a_deleted_role_is_defined_again() {
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED).and(new RoleDeleted(READER, LOOKS)).when(COMMAND))
        .isEqualTo(accepted(new RoleDefined(READER, RoleType.BUILT_IN, LOOKS)));
  }

  @Test
  void the_operator_is_made_only_where_nobody_ever_owned_the_root() {
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(
                    owns(SECOND, BOB, Scope.ROOT),
                    new RoleAssignmentRemoved(
                        grant(FIRST, RoleDefinition.OWNER, ALICE, Scope.ROOT), Cause.REMOVED))
                .when(COMMAND))
        .isEqualTo(accepted());
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED[0], INSTALLED[1], INSTALLED[2])
                .and(owns(SECOND, BOB, SUBSCRIPTION))
                .when(COMMAND))
        .isEqualTo(accepted(INSTALLED[3], INSTALLED[4]));
  }
}
