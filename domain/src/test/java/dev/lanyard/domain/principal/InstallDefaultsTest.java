package dev.lanyard.domain.principal;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.World.ALICE;
import static dev.lanyard.domain.World.BOB;
import static dev.lanyard.domain.World.CLIENT;
import static dev.lanyard.domain.World.FIRST;
import static dev.lanyard.domain.World.OWNER_BODY;
import static dev.lanyard.domain.World.PERMISSIONS;
import static dev.lanyard.domain.World.READER;
import static dev.lanyard.domain.World.READER_BODY;
import static dev.lanyard.domain.World.SECOND;
import static dev.lanyard.domain.World.SUBSCRIPTION;
import static dev.lanyard.domain.World.SUBSCRIPTION_ID;
import static dev.lanyard.domain.World.WRITER;
import static dev.lanyard.domain.World.certificate;
import static dev.lanyard.domain.World.grant;
import static dev.lanyard.domain.World.owns;
import static dev.lanyard.domain.World.registered;
import static dev.lanyard.domain.World.secret;
import static dev.lanyard.domain.World.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstallDefaultsTest {
  private static final TenantId TENANT = new TenantId(uuid(9));
  private static final RoleBody LOOKS =
      new RoleBody("Looks", "Reads", PERMISSIONS, List.of(Scope.ROOT));
  private static final Subject LOCAL = new Subject("urn:lanyard:local", CLIENT.toString());
  private static final Operator OPERATOR = operator(List.of());
  private static final InstallDefaults COMMAND = installing(OPERATOR);
  private static final InstallDefaults WITH_CREDENTIALS =
      installing(operator(List.of(secret(41), certificate(42))));
  private static final OperatorCredentialAdded SECRET_ADDED =
      new OperatorCredentialAdded(ALICE, secret(41));
  private static final OperatorCredentialAdded CERTIFICATE_ADDED =
      new OperatorCredentialAdded(ALICE, certificate(42));
  private static final PrincipalRegistered REGISTERED =
      new PrincipalRegistered(
          ALICE, PrincipalType.SERVICE_PRINCIPAL, LOCAL, Personal.of("Somebody"));
  private static final RoleAssigned OWNS =
      new RoleAssigned(
          new Grant(
              FIRST,
              RoleDefinition.OWNER,
              ALICE,
              PrincipalType.SERVICE_PRINCIPAL,
              Scope.ROOT,
              Grant.Terms.NONE));

  private static Operator operator(List<OperatorCredential> credentials) {
    return new Operator(ALICE, CLIENT, Personal.of("Somebody"), FIRST, credentials);
  }

  private static InstallDefaults installing(Operator operator) {
    return new InstallDefaults(
        TENANT,
        SUBSCRIPTION_ID,
        "Default",
        List.of(
            new BuiltInRole(RoleDefinition.OWNER, "Owner", "All", PERMISSIONS),
            new BuiltInRole(READER, "Looks", "Reads", PERMISSIONS)),
        List.of(),
        operator);
  }

  private static InstallDefaults bringing(Audience... audiences) {
    return new InstallDefaults(
        TENANT, SUBSCRIPTION_ID, "Default", List.of(), List.of(audiences), OPERATOR);
  }

  private static Audience audience(String uri, Form form) {
    return new Audience(uri, form, Optional.empty(), Optional.empty());
  }

  private static final Audience VAULT = audience("https://vault.example", Form.V1);
  private static final Audience STORAGE = audience("https://storage.example", Form.V1);

  private static final LifecycleEvent[] INSTALLED = {
    new SubscriptionAdded(SUBSCRIPTION_ID, TENANT, "Default"),
    new RoleDefined(RoleDefinition.OWNER, RoleType.BUILT_IN, OWNER_BODY),
    new RoleDefined(READER, RoleType.BUILT_IN, LOOKS),
    REGISTERED,
    OWNS
  };

  @Test
  void an_empty_ledger_gets_everything() {
    assertThat(given(LedgerRules.INSTALL).when(COMMAND)).isEqualTo(accepted(INSTALLED));
  }

  @Test
  void the_operator_gets_its_credentials_with_its_birth() {
    assertThat(given(LedgerRules.INSTALL).when(WITH_CREDENTIALS))
        .isEqualTo(
            accepted(
                INSTALLED[0],
                INSTALLED[1],
                INSTALLED[2],
                REGISTERED,
                OWNS,
                SECRET_ADDED,
                CERTIFICATE_ADDED));
  }

  @Test
  void an_operator_that_never_had_a_credential_gets_them_later() {
    assertThat(given(LedgerRules.INSTALL, INSTALLED).when(WITH_CREDENTIALS))
        .isEqualTo(accepted(SECRET_ADDED, CERTIFICATE_ADDED));
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(new OperatorCredentialAdded(BOB, secret(41)))
                .when(WITH_CREDENTIALS))
        .as("the id of another's credential is not used again")
        .isEqualTo(accepted(CERTIFICATE_ADDED));
  }

  @Test
  void an_operator_that_once_had_a_credential_never_gets_them_again() {
    OperatorCredentialAdded other = new OperatorCredentialAdded(ALICE, secret(43));
    assertThat(given(LedgerRules.INSTALL, INSTALLED).and(other).when(WITH_CREDENTIALS))
        .isEqualTo(accepted());
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(other, new OperatorCredentialRevoked(ALICE, secret(43).id()))
                .when(WITH_CREDENTIALS))
        .isEqualTo(accepted());
  }

  @Test
  void who_is_no_live_service_principal_gets_none() {
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(new PrincipalRemoved(ALICE, LOCAL))
                .when(WITH_CREDENTIALS))
        .isEqualTo(accepted());
    assertThat(
            given(
                    LedgerRules.INSTALL,
                    INSTALLED[0],
                    INSTALLED[1],
                    INSTALLED[2],
                    registered(ALICE, PrincipalType.USER),
                    OWNS)
                .when(WITH_CREDENTIALS))
        .isEqualTo(accepted());
  }

  @Test
  void an_operator_with_a_credential_twice_or_with_too_many_is_a_fault() {
    List<OperatorCredential> many =
        IntStream.rangeClosed(0, OperatorCredential.CREDENTIALS_MAX)
            .mapToObj(number -> secret(100 + number))
            .toList();
    for (List<OperatorCredential> wrong : List.of(many, List.of(secret(1), certificate(1)))) {
      assertThatThrownBy(() -> operator(wrong)).hasMessage("too many credentials, or one twice");
    }
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

  @Test
  void a_ledger_gets_the_audiences_that_it_never_heard_of() {
    assertThat(given(LedgerRules.INSTALL).when(bringing(VAULT, STORAGE)))
        .isEqualTo(
            accepted(
                INSTALLED[0],
                new AudienceRegistered(VAULT),
                new AudienceRegistered(STORAGE),
                REGISTERED,
                OWNS));
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(new AudienceRegistered(VAULT))
                .when(bringing(VAULT, STORAGE)))
        .as("a ledger of an earlier release")
        .isEqualTo(accepted(new AudienceRegistered(STORAGE)));
  }

  @Test
  void an_audience_that_somebody_changed_or_removed_stays_so() {
    Audience changed = audience("https://VAULT.example", Form.V2);
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(new AudienceRegistered(changed))
                .when(bringing(VAULT)))
        .isEqualTo(accepted());
    assertThat(
            given(LedgerRules.INSTALL, INSTALLED)
                .and(new AudienceRegistered(VAULT), new AudienceRemoved("https://VAULT.example"))
                .when(bringing(VAULT)))
        .isEqualTo(accepted());
  }
}
