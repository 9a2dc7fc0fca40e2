package dev.lanyard.domain.token;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.SUBSCRIPTION_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM_SHARED;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.Given;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Race;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenRulesTest {
  private static final PrincipalId SERVICE = principal(7);
  private static final Subject SUBJECT = new Subject("https://issuer.example", "service");
  private static final LifecycleEvent REGISTERED =
      new PrincipalRegistered(
          SERVICE, PrincipalType.SERVICE_PRINCIPAL, SUBJECT, Personal.of("Somebody"));
  private static final LifecycleEvent SHARED_REVOKED =
      new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED));
  private static final RevokeIdentityTokens REVOKE_SHARED = new RevokeIdentityTokens(SHARED_PATH);
  private static final RevokeIdentityTokens REVOKE_VM = new RevokeIdentityTokens(VM_PATH);

  private static final Audience VAULT =
      new Audience("https://vault.example", Form.V1, Optional.empty(), Optional.empty());
  private static final Audience SHOUTED = VAULT.spelt("HTTPS://VAULT.example");
  private static final Audience OTHERWISE =
      new Audience(
          "https://vault.example", Form.V2, Optional.of(SigningAlgorithm.ES256), Optional.of(600));
  private static final LifecycleEvent VAULT_REGISTERED = new AudienceRegistered(VAULT);

  private static Given<RevokeIdentityTokens, ?> revoking(LifecycleEvent... more) {
    return given(TokenRules.REVOKE_IDENTITY, ADDED, GROUP_CREATED, VM_CREATED, SHARED_CREATED)
        .and(more);
  }

  @Test
  void each_asking_revokes_an_identitys_tokens_whatever_is_locked() {
    assertThat(revoking().when(REVOKE_SHARED)).isEqualTo(accepted(SHARED_REVOKED));
    assertThat(revoking(SHARED_REVOKED, locked(GROUP, LockLevel.READ_ONLY)).when(REVOKE_SHARED))
        .isEqualTo(accepted(SHARED_REVOKED));
    assertThat(revoking(VM_ENABLED, VM_SHARED).when(REVOKE_VM))
        .as("those of the system-assigned identity, not of what is attached")
        .isEqualTo(accepted(new TokensRevoked(VM_PRINCIPAL, Optional.of(VM))));
  }

  @Test
  void what_has_no_live_identity_has_no_tokens() {
    assertThat(revoking(VM_SHARED).when(REVOKE_VM))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
    assertThat(revoking(VM_ENABLED, new SystemIdentityDeleted(VM, VM_PRINCIPAL)).when(REVOKE_VM))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
    assertThat(revoking(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL)).when(REVOKE_SHARED))
        .isEqualTo(rejected(new ResourceNotFound(SHARED_PATH)));
    for (ResourcePath path : List.of(GROUP_PATH, SUBSCRIPTION_PATH)) {
      assertThat(revoking().when(new RevokeIdentityTokens(path)))
          .isEqualTo(rejected(new ResourceNotFound(path)));
    }
  }

  @Test
  void two_revocations_at_once_are_two() {
    Race.after(GROUP_CREATED, SHARED_CREATED)
        .noConflict(
            Race.of(TokenRules.REVOKE_IDENTITY, REVOKE_SHARED),
            Race.of(TokenRules.REVOKE_IDENTITY, REVOKE_SHARED));
  }

  @Test
  void each_asking_revokes_a_registered_principals_tokens() {
    var revoked = new TokensRevoked(SERVICE, Optional.empty());
    var revoke = new RevokePrincipalTokens(SERVICE);
    assertThat(given(TokenRules.REVOKE_PRINCIPAL, REGISTERED, revoked).when(revoke))
        .isEqualTo(accepted(revoked));
    assertThat(
            given(TokenRules.REVOKE_PRINCIPAL, REGISTERED, new PrincipalDisabled(SERVICE))
                .when(revoke))
        .isEqualTo(accepted(revoked));
  }

  @Test
  void only_registered_principals_are_asked_for_by_their_id() {
    var revoke = new RevokePrincipalTokens(SERVICE);
    assertThat(given(TokenRules.REVOKE_PRINCIPAL).when(revoke))
        .isEqualTo(rejected(new PrincipalNotFound(SERVICE)));
    assertThat(
            given(TokenRules.REVOKE_PRINCIPAL, REGISTERED, new PrincipalRemoved(SERVICE, SUBJECT))
                .when(revoke))
        .isEqualTo(rejected(new PrincipalNotFound(SERVICE)));
    assertThat(
            given(TokenRules.REVOKE_PRINCIPAL, SHARED_CREATED)
                .when(new RevokePrincipalTokens(SHARED_PRINCIPAL)))
        .isEqualTo(rejected(new PrincipalManaged(SHARED_PRINCIPAL)));
  }

  @Test
  void an_audience_is_registered_once() {
    var register = new RegisterAudience(VAULT);
    var attempt = given(TokenRules.REGISTER_AUDIENCE).attempt(register);
    assertThat(attempt.decision()).isEqualTo(accepted(VAULT_REGISTERED));
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(VAULT);
    assertThat(given(TokenRules.REGISTER_AUDIENCE, VAULT_REGISTERED).when(register))
        .isEqualTo(accepted());
    assertThat(
            given(TokenRules.REGISTER_AUDIENCE, VAULT_REGISTERED)
                .when(new RegisterAudience(SHOUTED)))
        .isEqualTo(accepted());
  }

  @Test
  void other_content_changes_an_audience_under_its_first_spelling() {
    assertThat(
            given(TokenRules.REGISTER_AUDIENCE, VAULT_REGISTERED)
                .when(new RegisterAudience(OTHERWISE.spelt("https://Vault.example"))))
        .isEqualTo(accepted(new AudienceRegistered(OTHERWISE)));
  }

  @Test
  void an_audience_is_removed_once_in_any_spelling() {
    var removed = new AudienceRemoved(VAULT.uri());
    var remove = new RemoveAudience(SHOUTED.uri());
    assertThat(given(TokenRules.REMOVE_AUDIENCE, VAULT_REGISTERED).when(remove))
        .isEqualTo(accepted(removed));
    assertThat(given(TokenRules.REMOVE_AUDIENCE, VAULT_REGISTERED, removed).when(remove))
        .isEqualTo(accepted());
    assertThat(
            given(TokenRules.REGISTER_AUDIENCE, VAULT_REGISTERED, removed)
                .when(new RegisterAudience(SHOUTED)))
        .isEqualTo(accepted(new AudienceRegistered(SHOUTED)));
  }

  @Test
  void the_built_in_audiences_are_what_sdks_ask_for() {
    assertThat(BuiltInAudiences.ALL)
        .hasSize(18)
        .contains(
            new Audience("https://vault.azure.net", Form.V1, Optional.empty(), Optional.empty()))
        .allMatch(it -> it.uri().equals(it.uri().toLowerCase(Locale.ROOT)));
    assertThat(BuiltInAudiences.ALL.stream().map(Audience::key)).doesNotHaveDuplicates();
  }
}
