package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.GROUP;
import static dev.lanyard.domain.World.NOW;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.STRANGER;
import static dev.lanyard.domain.World.SUBSCRIPTION;
import static dev.lanyard.domain.World.TEAM;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.WORKLOAD;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.expiring;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.subject;
import static dev.lanyard.domain.World.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import org.junit.jupiter.api.Test;

class DisablePrincipalTest {
  private static final DisablePrincipal COMMAND = new DisablePrincipal(ALICE);

  @Test
  void a_registered_principal_is_disabled_and_its_grants_stay() {
    assertThat(given(PrincipalRules.DISABLE, births()).and(owns(FIRST, ALICE, GROUP)).when(COMMAND))
        .isEqualTo(accepted(new PrincipalDisabled(ALICE)));
  }

  @Test
  void disabling_again_changes_nothing() {
    assertThat(
            given(PrincipalRules.DISABLE, births())
                .and(owns(FIRST, ALICE, Scope.ROOT), new PrincipalDisabled(ALICE))
                .when(COMMAND))
        .isEqualTo(accepted());
  }

  @Test
  void a_principal_that_does_not_live_cannot_be_disabled() {
    assertThat(given(PrincipalRules.DISABLE, births()).when(new DisablePrincipal(STRANGER)))
        .isEqualTo(rejected(new PrincipalNotFound(STRANGER)));
    assertThat(
            given(PrincipalRules.DISABLE, births())
                .and(new PrincipalRemoved(ALICE, subject(ALICE)))
                .when(COMMAND))
        .isEqualTo(rejected(new PrincipalNotFound(ALICE)));
    assertThat(
            given(PrincipalRules.DISABLE, births())
                .and(new SystemIdentityDeleted(VM, WORKLOAD))
                .when(new DisablePrincipal(WORKLOAD)))
        .isEqualTo(rejected(new PrincipalNotFound(WORKLOAD)));
  }

  @Test
  void the_principal_of_a_managed_identity_cannot_be_disabled() {
    assertThat(given(PrincipalRules.DISABLE, births()).when(new DisablePrincipal(WORKLOAD)))
        .isEqualTo(rejected(new PrincipalManaged(WORKLOAD)));
  }

  @Test
  void the_last_owner_of_the_root_or_of_a_subscription_cannot_be_disabled() {
    for (Scope scope : new Scope[] {Scope.ROOT, SUBSCRIPTION}) {
      assertThat(
              given(PrincipalRules.DISABLE, births()).and(owns(FIRST, ALICE, scope)).when(COMMAND))
          .isEqualTo(rejected(new LastOwner(scope.id())));
    }
  }

  @Test
  void the_owner_of_a_subscription_can_be_disabled_where_the_root_has_one() {
    assertThat(
            given(PrincipalRules.DISABLE, births())
                .and(owns(FIRST, ALICE, SUBSCRIPTION), owns(SECOND, BOB, Scope.ROOT))
                .when(COMMAND))
        .isEqualTo(accepted(new PrincipalDisabled(ALICE)));
  }

  @Test
  void an_owner_can_be_disabled_when_another_can_act() {
    var owned =
        given(PrincipalRules.DISABLE, births())
            .and(owns(FIRST, ALICE, Scope.ROOT), owns(SECOND, BOB, Scope.ROOT));
    assertThat(owned.when(COMMAND)).isEqualTo(accepted(new PrincipalDisabled(ALICE)));
    assertThat(owned.and(new PrincipalDisabled(BOB)).when(COMMAND))
        .isEqualTo(rejected(new LastOwner(Scope.ROOT.id())));
  }

  @Test
  void groups_and_limited_grants_do_not_count_as_owners() {
    Grant ofTeam =
        new Grant(
            SECOND, RoleDefinition.OWNER, TEAM, PrincipalType.GROUP, Scope.ROOT, Grant.Terms.NONE);
    Grant ofBob = grant(SECOND, RoleDefinition.OWNER, BOB, Scope.ROOT);
    for (Grant other : new Grant[] {ofTeam, with(ofBob, expiring(NOW))}) {
      assertThat(
              given(PrincipalRules.DISABLE, births())
                  .and(owns(FIRST, ALICE, Scope.ROOT), new RoleAssigned(other))
                  .when(COMMAND))
          .isEqualTo(rejected(new LastOwner(Scope.ROOT.id())));
    }
  }
}
