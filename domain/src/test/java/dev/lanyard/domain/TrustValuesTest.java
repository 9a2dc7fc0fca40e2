package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.FederatedCredential.Match;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What values about issuers, federation and audiences accept, and what they refuse. */
class TrustValuesTest {
  private static final String ISSUER = "https://issuer.example";
  private static final List<String> USUAL = List.of(FederatedCredential.USUAL_AUDIENCE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://issuer.example",
        "HTTPS://Issuer.Example:8443/",
        "https://[::1]:8443/a",
        "https://127.0.0.1/realms/one?x=%C3%A9",
        "https://sts.windows.net/00000000-0000-0000-0000-000000000000/"
      })
  void an_issuer_is_an_https_url_with_a_host(String issuer) {
    assertThat(new WorkloadIssuer(issuer, Optional.empty()).issuer()).isEqualTo(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example",
        "https:///path",
        "https://",
        "issuer.example",
        "https://me@issuer.example",
        "https://me:secret@issuer.example/",
        "https://issuer.example#part",
        "https://issuer.example/a b",
        "https://issuer.example/%zz",
        "https://issuer.example:port",
        "https://issuer.example\\@evil.example",
        "https://issuer.example/\u00e9"
      })
  void nothing_else_is_an_issuer(String issuer) {
    assertMalformed("issuer", () -> FederatedCredential.requireIssuer(issuer));
  }

  @Test
  void a_long_issuer_is_read_or_refused() {
    String longest = ISSUER + "/" + "a%2F".repeat(144);
    assertThat(FederatedCredential.requireIssuer(longest)).hasSize(599);
    assertMalformed("issuer", () -> FederatedCredential.requireIssuer(longest + "aa"));
    assertMalformed("issuer", () -> FederatedCredential.requireIssuer(""));
  }

  @Test
  void a_federated_credential_has_a_name_one_match_and_one_audience() {
    Match match = Match.subject("x");
    for (String name : List.of("ab", "-abc", "a.b.c", "a b", "a".repeat(121))) {
      assertMalformed("name", () -> new FederatedCredential(name, ISSUER, match, USUAL));
    }
    assertThat(new FederatedCredential("A".repeat(120), ISSUER, match, USUAL).key())
        .isEqualTo("a".repeat(120));
    assertMalformed("audiences", () -> new FederatedCredential("abc", ISSUER, match, List.of()));
    assertMalformed(
        "audiences", () -> new FederatedCredential("abc", ISSUER, match, List.of("a", "b")));
    assertMalformed("audiences", () -> new FederatedCredential("abc", ISSUER, match, List.of("")));
    assertMalformed("subject", () -> new Match(Optional.empty(), Optional.empty()));
    assertMalformed("subject", () -> new Match(Optional.of("x"), Optional.of("y")));
    assertMalformed("subject", () -> Match.subject("x".repeat(601)));
    assertMalformed("claimsMatchingExpression", () -> Match.expression(""));
  }

  @Test
  void an_audience_has_no_spaces_no_trailing_slash_and_a_lifetime_within_bounds() {
    for (String uri : List.of("", " ", "a b", "https://a/", "a".repeat(601))) {
      assertMalformed("audience", () -> audience(uri, Optional.empty()));
    }
    for (int seconds : List.of(0, 599, 86_401)) {
      assertMalformed("lifetimeSeconds", () -> audience("api://a", Optional.of(seconds)));
    }
    assertThat(audience("api://A", Optional.of(600)).key()).isEqualTo("api://a");
    assertThat(audience("api://A", Optional.of(86_400)).lifetimeSeconds()).contains(86_400);
  }

  private static Audience audience(String uri, Optional<Integer> seconds) {
    return new Audience(uri, Form.V1, Optional.empty(), seconds);
  }

  private static void assertMalformed(String field, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOfSatisfying(
            MalformedValue.class, malformed -> assertThat(malformed.field()).isEqualTo(field));
  }
}
