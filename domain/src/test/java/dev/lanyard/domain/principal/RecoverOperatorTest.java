package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.CLIENT;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.SERVICE;
import static dev.lanyard.domain.World.WORKLOAD;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.certificate;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.registered;
import static dev.lanyard.domain.World.secret;
import static dev.lanyard.domain.World.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.PrincipalFixed;
import dev.lanyard.domain.Rejection.RoleAssignmentFixed;
import dev.lanyard.domain.Rejection.SubjectTaken;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoverOperatorTest {
  private static final Subject LOCAL = new Subject("urn:lanyard:local", CLIENT.toString());
  private static final RecoverOperator COMMAND = recovering(SERVICE);
  private static final Decision RECOVERED =
      accepted(
          new PrincipalRegistered(
              SERVICE, PrincipalType.SERVICE_PRINCIPAL, LOCAL, Personal.of("Recovered")),
          new RoleAssigned(
              new Grant(
                  FIRST,
                  RoleDefinition.OWNER,
                  SERVICE,
                  PrincipalType.SERVICE_PRINCIPAL,
                  Scope.ROOT,
                  Grant.Terms.NONE)),
          new OperatorCredentialAdded(SERVICE, secret(41)),
          new OperatorCredentialAdded(SERVICE, certificate(42)));

  private static RecoverOperator recovering(PrincipalId principal) {
    return new RecoverOperator(
        new Operator(
            principal,
            CLIENT,
            Personal.of("Recovered"),
            FIRST,
            List.of(secret(41), certificate(42))));
  }

  private static Decision after(LifecycleEvent... more) {
    return given(LedgerRules.RECOVER, births()).and(more).when(COMMAND);
  }

  @Test
  void a_new_operator_owns_the_root_beside_those_who_do() {
    assertThat(after()).isEqualTo(RECOVERED);
    assertThat(after(owns(SECOND, BOB, Scope.ROOT))).isEqualTo(RECOVERED);
  }

  @Test
  void a_principal_that_is_known_or_was_is_not_taken_over() {
    assertThat(given(LedgerRules.RECOVER, births()).when(recovering(ALICE)))
        .isEqualTo(rejected(new PrincipalFixed(ALICE)));
    assertThat(given(LedgerRules.RECOVER, births()).when(recovering(WORKLOAD)))
        .isEqualTo(rejected(new PrincipalFixed(WORKLOAD)));
    assertThat(
            after(
                registered(SERVICE, PrincipalType.SERVICE_PRINCIPAL),
                new PrincipalRemoved(SERVICE, subject(SERVICE))))
        .isEqualTo(rejected(new PrincipalFixed(SERVICE)));
  }

  @Test
  void a_client_id_belongs_to_one_live_principal() {
    PrincipalRegistered other =
        new PrincipalRegistered(ALICE, PrincipalType.SERVICE_PRINCIPAL, LOCAL, Personal.none());
    assertThat(after(other)).isEqualTo(rejected(new SubjectTaken(LOCAL, ALICE)));
    assertThat(after(other, new PrincipalRemoved(ALICE, LOCAL))).isEqualTo(RECOVERED);
  }

  @Test
  void the_id_of_its_ownership_is_no_live_assignment() {
    Grant taken = grant(FIRST, RoleDefinition.OWNER, BOB, Scope.ROOT);
    assertThat(after(new RoleAssigned(taken))).isEqualTo(rejected(new RoleAssignmentFixed(FIRST)));
    assertThat(after(new RoleAssigned(taken), new RoleAssignmentRemoved(taken, Cause.REMOVED)))
        .isEqualTo(RECOVERED);
  }

  @Test
  void the_ids_of_its_credentials_are_new() {
    assertThat(after(new OperatorCredentialAdded(BOB, secret(42))))
        .isEqualTo(rejected(new CredentialFixed(secret(42).id())));
  }
}
