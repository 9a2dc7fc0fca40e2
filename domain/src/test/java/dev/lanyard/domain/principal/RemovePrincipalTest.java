package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.GROUP;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.STRANGER;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.WORKLOAD;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.registered;
import static dev.lanyard.domain.World.secret;
import static dev.lanyard.domain.World.subject;
import static dev.lanyard.domain.World.user;
import static dev.lanyard.domain.World.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RemovePrincipalTest {
  private static final RemovePrincipal COMMAND = new RemovePrincipal(ALICE);
  private static final AssignmentId THIRD = new AssignmentId(uuid(33));

  @Test
  void a_principal_ends_after_its_live_grants_which_end_because_of_it() {
    var ended = grant(THIRD, READER, ALICE, GROUP);
    var attempt =
        given(PrincipalRules.REMOVE, births())
            .and(
                new RoleAssigned(grant(FIRST, READER, ALICE, VM)),
                new RoleAssigned(ended),
                new RoleAssignmentRemoved(ended, Cause.REMOVED),
                owns(SECOND, ALICE, GROUP),
                new RoleAssigned(grant(THIRD, READER, BOB, VM)))
            .attempt(COMMAND);
    assertThat(attempt.decision())
        .isEqualTo(
            accepted(
                List.of(
                    new Fact(
                        new RoleAssignmentRemoved(
                            grant(FIRST, READER, ALICE, VM), Cause.PRINCIPAL_ENDED),
                        OptionalInt.of(2)),
                    new Fact(
                        new RoleAssignmentRemoved(
                            grant(SECOND, RoleDefinition.OWNER, ALICE, GROUP),
                            Cause.PRINCIPAL_ENDED),
                        OptionalInt.of(2)),
                    Fact.of(new PrincipalRemoved(ALICE, subject(ALICE))))));
    assertThat(attempt.before().subject()).contains(user(ALICE));
    assertThat(attempt.after().subject()).isEmpty();
  }

  @Test
  void its_live_credentials_end_before_its_grants() {
    assertThat(
            given(
                    PrincipalRules.REMOVE,
                    registered(ALICE, PrincipalType.SERVICE_PRINCIPAL),
                    new OperatorCredentialAdded(ALICE, secret(41)),
                    new OperatorCredentialAdded(ALICE, secret(42)),
                    new OperatorCredentialRevoked(ALICE, secret(41).id()),
                    new OperatorCredentialAdded(BOB, secret(43)),
                    new RoleAssigned(grant(FIRST, READER, ALICE, VM)))
                .when(COMMAND))
        .isEqualTo(
            accepted(
                List.of(
                    new Fact(
                        new OperatorCredentialRevoked(ALICE, secret(42).id()), OptionalInt.of(2)),
                    new Fact(
                        new RoleAssignmentRemoved(
                            grant(FIRST, READER, ALICE, VM), Cause.PRINCIPAL_ENDED),
                        OptionalInt.of(2)),
                    Fact.of(new PrincipalRemoved(ALICE, subject(ALICE))))));
  }

  @Test
  void a_principal_that_does_not_live_is_gone_already() {
    assertThat(given(PrincipalRules.REMOVE, births()).when(new RemovePrincipal(STRANGER)))
        .isEqualTo(accepted());
    assertThat(
            given(PrincipalRules.REMOVE, births())
                .and(new PrincipalRemoved(ALICE, subject(ALICE)))
                .when(COMMAND))
        .isEqualTo(accepted());
  }

  @Test
  void the_principal_of_a_managed_identity_ends_with_its_identity_only() {
    assertThat(given(PrincipalRules.REMOVE, births()).when(new RemovePrincipal(WORKLOAD)))
        .isEqualTo(rejected(new PrincipalManaged(WORKLOAD)));
  }

  @Test
  void the_last_owner_stays() {
    var owned =
        given(PrincipalRules.REMOVE, births())
            .and(owns(FIRST, ALICE, Scope.ROOT), owns(SECOND, BOB, Scope.ROOT));
    assertThat(owned.and(new PrincipalDisabled(BOB)).when(COMMAND))
        .isEqualTo(rejected(new LastOwner(Scope.ROOT.id())));
  }

  @Test
  void an_owner_among_others_ends_and_the_grants_of_the_others_stay() {
    assertThat(
            given(PrincipalRules.REMOVE, births())
                .and(owns(FIRST, ALICE, Scope.ROOT), owns(SECOND, BOB, Scope.ROOT))
                .when(COMMAND))
        .isEqualTo(
            accepted(
                List.of(
                    new Fact(
                        new RoleAssignmentRemoved(
                            grant(FIRST, RoleDefinition.OWNER, ALICE, Scope.ROOT),
                            Cause.PRINCIPAL_ENDED),
                        OptionalInt.of(1)),
                    Fact.of(new PrincipalRemoved(ALICE, subject(ALICE))))));
  }

  @Test
  void a_disabled_owner_owns_nothing_and_can_end() {
    assertThat(
            given(PrincipalRules.REMOVE, births())
                .and(owns(FIRST, ALICE, Scope.ROOT), new PrincipalDisabled(ALICE))
                .when(COMMAND))
        .isEqualTo(
            accepted(
                List.of(
                    new Fact(
                        new RoleAssignmentRemoved(
                            grant(FIRST, RoleDefinition.OWNER, ALICE, Scope.ROOT),
                            Cause.PRINCIPAL_ENDED),
                        OptionalInt.of(1)),
                    Fact.of(new PrincipalRemoved(ALICE, subject(ALICE))))));
  }
}
