package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.CLIENT;
import static dev.lanyard.domain.World.VM;
import static dev.lanyard.domain.World.registered;
import static dev.lanyard.domain.World.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.PrincipalFixed;
import dev.lanyard.domain.Rejection.SubjectTaken;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import org.junit.jupiter.api.Test;

class RegisterPrincipalTest {
  private static final RegisterPrincipal COMMAND =
      new RegisterPrincipal(ALICE, PrincipalType.USER, subject(ALICE), Personal.of("Alice"));

  @Test
  void an_unknown_principal_is_registered() {
    assertThat(given(PrincipalRules.REGISTER, registered(BOB, PrincipalType.USER)).when(COMMAND))
        .isEqualTo(
            accepted(
                new PrincipalRegistered(
                    ALICE, PrincipalType.USER, subject(ALICE), Personal.of("Alice"))));
  }

  @Test
  void registering_again_changes_nothing_not_even_the_name() {
    var attempt =
        given(PrincipalRules.REGISTER, registered(ALICE, PrincipalType.USER))
            .and(new PrincipalDisabled(ALICE))
            .attempt(COMMAND);
    assertThat(attempt.decision()).isEqualTo(accepted());
    assertThat(attempt.after().subject())
        .contains(
            new Principal(
                ALICE, PrincipalType.USER, subject(ALICE), Personal.of("Somebody"), true));
  }

  @Test
  void a_known_principal_keeps_its_type_and_its_subject() {
    assertThat(given(PrincipalRules.REGISTER, registered(ALICE, PrincipalType.GROUP)).when(COMMAND))
        .isEqualTo(rejected(new PrincipalFixed(ALICE)));
    assertThat(
            given(
                    PrincipalRules.REGISTER,
                    new PrincipalRegistered(
                        ALICE, PrincipalType.USER, new Subject("i", "s"), Personal.of("Alice")))
                .when(COMMAND))
        .isEqualTo(rejected(new PrincipalFixed(ALICE)));
  }

  @Test
  void an_id_is_never_used_again() {
    assertThat(
            given(PrincipalRules.REGISTER, registered(ALICE, PrincipalType.USER))
                .and(new PrincipalRemoved(ALICE, subject(ALICE)))
                .when(COMMAND))
        .isEqualTo(rejected(new PrincipalFixed(ALICE)));
  }

  @Test
  void the_principal_of_a_managed_identity_cannot_be_registered() {
    var enabled = new SystemIdentityEnabled(VM, ALICE, CLIENT);
    assertThat(given(PrincipalRules.REGISTER, enabled).when(COMMAND))
        .isEqualTo(rejected(new PrincipalFixed(ALICE)));
    assertThat(
            given(PrincipalRules.REGISTER, enabled, new SystemIdentityDeleted(VM, ALICE))
                .when(COMMAND))
        .isEqualTo(rejected(new PrincipalFixed(ALICE)));
  }

  @Test
  void a_subject_belongs_to_one_live_principal() {
    var bobWithIt =
        new PrincipalRegistered(BOB, PrincipalType.USER, subject(ALICE), Personal.of("Bob"));
    assertThat(given(PrincipalRules.REGISTER, bobWithIt).when(COMMAND))
        .isEqualTo(rejected(new SubjectTaken(subject(ALICE), BOB)));
    assertThat(
            given(PrincipalRules.REGISTER, bobWithIt, new PrincipalRemoved(BOB, subject(ALICE)))
                .when(COMMAND))
        .isEqualTo(
            accepted(
                new PrincipalRegistered(
                    ALICE, PrincipalType.USER, subject(ALICE), Personal.of("Alice"))));
  }
}
