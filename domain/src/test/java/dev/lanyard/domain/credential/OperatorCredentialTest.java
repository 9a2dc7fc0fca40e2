package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.NOW;
import static dev.lanyard.domain.World.SERVICE;
import static dev.lanyard.domain.World.STRANGER;
import static dev.lanyard.domain.World.TEAM;
import static dev.lanyard.domain.World.WORKLOAD;
import static dev.lanyard.domain.World.births;
import static dev.lanyard.domain.World.certificate;
import static dev.lanyard.domain.World.registered;
import static dev.lanyard.domain.World.secret;
import static dev.lanyard.domain.World.subject;
import static dev.lanyard.domain.World.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Given;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.OperatorCredential.Kind;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.CredentialsNotForType;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.TooManyCredentials;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperatorCredentialTest {
  private static final PrincipalId OTHER_SERVICE = new PrincipalId(uuid(18));
  private static final OperatorCredential SECRET = secret(41);
  private static final AddOperatorCredential ADD = new AddOperatorCredential(SERVICE, SECRET);
  private static final RevokeOperatorCredential REVOKE =
      new RevokeOperatorCredential(SERVICE, SECRET.id());
  private static final OperatorCredentialAdded ADDED = new OperatorCredentialAdded(SERVICE, SECRET);
  private static final OperatorCredentialRevoked REVOKED =
      new OperatorCredentialRevoked(SERVICE, SECRET.id());

  private static Given<AddOperatorCredential, ?> adding(LifecycleEvent... more) {
    return given(CredentialRules.ADD, births())
        .and(
            registered(SERVICE, PrincipalType.SERVICE_PRINCIPAL),
            registered(OTHER_SERVICE, PrincipalType.SERVICE_PRINCIPAL))
        .and(more);
  }

  private static Given<RevokeOperatorCredential, ?> revoking(LifecycleEvent... more) {
    return given(CredentialRules.REVOKE, births())
        .and(registered(SERVICE, PrincipalType.SERVICE_PRINCIPAL))
        .and(more);
  }

  @Test
  void a_service_principal_gets_one_credential_after_another() {
    assertThat(adding().when(ADD)).isEqualTo(accepted(ADDED));
    AddOperatorCredential next = new AddOperatorCredential(SERVICE, certificate(42));
    assertThat(adding(ADDED).when(next))
        .isEqualTo(accepted(new OperatorCredentialAdded(SERVICE, certificate(42))));
    assertThat(adding(new PrincipalDisabled(SERVICE)).when(ADD)).isEqualTo(accepted(ADDED));
  }

  @Test
  void what_was_added_is_what_the_reply_tells() {
    var attempt =
        given(CredentialRules.ADD, registered(SERVICE, PrincipalType.SERVICE_PRINCIPAL))
            .attempt(ADD);
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(SECRET);
  }

  @Test
  void adding_the_same_again_changes_nothing() {
    assertThat(adding(ADDED).when(ADD)).isEqualTo(accepted());
  }

  @Test
  void a_credential_is_added_once_in_all_time() {
    var fixed = rejected(new CredentialFixed(SECRET.id()));
    OperatorCredential longer =
        new OperatorCredential(
            SECRET.id(), Kind.SECRET, Optional.empty(), NOW, SECRET.notAfter().plusSeconds(1));
    assertThat(adding(ADDED).when(new AddOperatorCredential(SERVICE, longer))).isEqualTo(fixed);
    assertThat(adding(ADDED, REVOKED).when(ADD)).isEqualTo(fixed);
    assertThat(adding(ADDED).when(new AddOperatorCredential(OTHER_SERVICE, SECRET)))
        .isEqualTo(fixed);
    assertThat(
            adding(ADDED, REVOKED, new PrincipalRemoved(SERVICE, subject(SERVICE)))
                .when(new AddOperatorCredential(OTHER_SERVICE, SECRET)))
        .isEqualTo(fixed);
  }

  @Test
  void only_live_registered_service_principals_have_credentials() {
    assertThat(adding().when(new AddOperatorCredential(STRANGER, SECRET)))
        .isEqualTo(rejected(new PrincipalNotFound(STRANGER)));
    assertThat(adding(new PrincipalRemoved(SERVICE, subject(SERVICE))).when(ADD))
        .isEqualTo(rejected(new PrincipalNotFound(SERVICE)));
    assertThat(adding().when(new AddOperatorCredential(WORKLOAD, SECRET)))
        .isEqualTo(rejected(new PrincipalManaged(WORKLOAD)));
    assertThat(adding().when(new AddOperatorCredential(ALICE, SECRET)))
        .isEqualTo(rejected(new CredentialsNotForType(ALICE, PrincipalType.USER)));
    assertThat(adding().when(new AddOperatorCredential(TEAM, SECRET)))
        .isEqualTo(rejected(new CredentialsNotForType(TEAM, PrincipalType.GROUP)));
  }

  @Test
  void a_principal_has_so_many_live_credentials_and_no_more() {
    LifecycleEvent[] most =
        IntStream.range(0, OperatorCredential.CREDENTIALS_MAX)
            .mapToObj(number -> new OperatorCredentialAdded(SERVICE, secret(100 + number)))
            .toArray(LifecycleEvent[]::new);
    assertThat(adding(most).when(ADD)).isEqualTo(rejected(new TooManyCredentials(SERVICE, 20)));
    assertThat(adding(most).when(new AddOperatorCredential(OTHER_SERVICE, SECRET)))
        .isEqualTo(accepted(new OperatorCredentialAdded(OTHER_SERVICE, SECRET)));
    assertThat(adding(most).and(new OperatorCredentialRevoked(SERVICE, secret(100).id())).when(ADD))
        .isEqualTo(accepted(ADDED));
    assertThat(adding(most).when(new AddOperatorCredential(SERVICE, secret(100))))
        .isEqualTo(accepted());
  }

  @Test
  void a_live_credential_is_revoked_once() {
    assertThat(revoking(ADDED).when(REVOKE)).isEqualTo(accepted(REVOKED));
    assertThat(revoking(ADDED, REVOKED).when(REVOKE)).isEqualTo(accepted());
  }

  @Test
  void what_is_no_live_credential_of_the_principal_is_revoked_already() {
    assertThat(revoking().when(REVOKE)).isEqualTo(accepted());
    assertThat(revoking(ADDED).when(new RevokeOperatorCredential(BOB, SECRET.id())))
        .isEqualTo(accepted());
    assertThat(
            revoking(ADDED).when(new RevokeOperatorCredential(SERVICE, new CredentialId(uuid(99)))))
        .isEqualTo(accepted());
  }

  @Test
  void a_credential_is_valid_for_some_time_and_only_certificates_have_a_thumbprint() {
    CredentialId id = SECRET.id();
    Optional<String> none = Optional.empty();
    assertMalformed("notAfter", id, Kind.SECRET, none, 0);
    assertMalformed("thumbprint", id, Kind.CERTIFICATE, none, 1);
    assertMalformed("thumbprint", id, Kind.CERTIFICATE, Optional.of("A".repeat(42) + "="), 1);
    assertMalformed("thumbprint", id, Kind.SECRET, Optional.of("A".repeat(43)), 1);
  }

  private static void assertMalformed(
      String field, CredentialId id, Kind kind, Optional<String> thumbprint, long seconds) {
    assertThatThrownBy(
            () -> new OperatorCredential(id, kind, thumbprint, NOW, NOW.plusSeconds(seconds)))
        .isInstanceOfSatisfying(
            MalformedValue.class, malformed -> assertThat(malformed.field()).isEqualTo(field));
  }
}
