package dev.lanyard.domain.federation;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuerTest {
  private static final String URL = "https://issuer.example/a";
  private static final WorkloadIssuer FETCHED = new WorkloadIssuer(URL, Optional.empty());
  private static final WorkloadIssuer UPLOADED =
      new WorkloadIssuer(URL, Optional.of("{\"keys\":[]}"));
  private static final IssuerTrusted TRUSTED = new IssuerTrusted(FETCHED);
  private static final IssuerRemoved REMOVED = new IssuerRemoved(URL);

  @Test
  void an_issuer_is_trusted_once() {
    assertThat(given(FederationRules.TRUST_ISSUER).when(new TrustIssuer(FETCHED)))
        .isEqualTo(accepted(TRUSTED));
    assertThat(given(FederationRules.TRUST_ISSUER, TRUSTED).when(new TrustIssuer(FETCHED)))
        .isEqualTo(accepted());
    assertThat(given(FederationRules.TRUST_ISSUER, TRUSTED, REMOVED).when(new TrustIssuer(FETCHED)))
        .isEqualTo(accepted(TRUSTED));
  }

  @Test
  void other_keys_replace_those_before() {
    var attempt = given(FederationRules.TRUST_ISSUER, TRUSTED).attempt(new TrustIssuer(UPLOADED));
    assertThat(attempt.decision()).isEqualTo(accepted(new IssuerTrusted(UPLOADED)));
    assertThat(attempt.before().subject()).contains(FETCHED);
    assertThat(attempt.after().subject()).contains(UPLOADED);
  }

  @Test
  void an_issuer_is_removed_once() {
    assertThat(given(FederationRules.REMOVE_ISSUER, TRUSTED).when(new RemoveIssuer(URL)))
        .isEqualTo(accepted(REMOVED));
    assertThat(given(FederationRules.REMOVE_ISSUER, TRUSTED, REMOVED).when(new RemoveIssuer(URL)))
        .isEqualTo(accepted());
  }

  @Test
  void issuers_are_compared_exactly() {
    String other = "https://issuer.example/A";
    assertThat(given(FederationRules.REMOVE_ISSUER, TRUSTED).when(new RemoveIssuer(other)))
        .isEqualTo(accepted());
    var asked = new WorkloadIssuer(other, Optional.empty());
    assertThat(given(FederationRules.TRUST_ISSUER, TRUSTED).when(new TrustIssuer(asked)))
        .isEqualTo(accepted(new IssuerTrusted(asked)));
  }
}
