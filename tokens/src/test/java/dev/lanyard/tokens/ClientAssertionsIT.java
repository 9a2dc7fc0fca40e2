package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.tokens.Certificates.Validity;
import dev.lanyard.tokens.ClientAssertions.Outcome;
import dev.lanyard.tokens.ClientAssertions.Proved;
import dev.lanyard.tokens.ClientAssertions.Refused;
import dev.lanyard.tokens.ClientAssertions.Why;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientAssertionsIT {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final ClientId CLIENT =
      ClientId.parse("client", "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
  private static final CredentialId RSA = new CredentialId(new UUID(0, 1));
  private static final CredentialId EC = new CredentialId(new UUID(0, 2));
  private static final CredentialId GONE = new CredentialId(new UUID(0, 3));
  private static final List<CredentialId> ALL = List.of(GONE, EC, RSA);
  private static final String ENDPOINT = "https://localhost:8443/T/oauth2/v2.0/token";
  private static final Set<String> AUDIENCES =
      Set.of(ENDPOINT, "https://localhost:8443/adfs/oauth2/v2.0/token");

  private static final KeyPair RSA_KEYS = KeyPairs.newRsa();
  private static final KeyPair EC_KEYS = KeyPairs.newEc();
  private static final Validity MONTH =
      new Validity(START.minusSeconds(60), START.plusSeconds(30 * 86_400));
  private static final X509Certificate RSA_CERTIFICATE =
      Certificates.selfSigned("rsa", RSA_KEYS, MONTH);
  private static final X509Certificate EC_CERTIFICATE =
      Certificates.selfSigned("ec", EC_KEYS, MONTH);

  @TempDir Path folder;
  private KeyStore store;
  private Instant now = START;

  @BeforeEach
  void registers_certificates() {
    store = TestStore.open(folder);
    ClientCertificates certificates = new ClientCertificates(store);
    certificates.register(RSA, Pem.of(RSA_CERTIFICATE));
    certificates.register(EC, Pem.of(EC_CERTIFICATE));
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private Outcome verify(String assertion) {
    return new ClientAssertions(store, () -> now).verify(assertion, CLIENT, AUDIENCES, ALL);
  }

  private TestJwt assertion(String algorithm) {
    return TestJwt.with(algorithm)
        .claim("aud", ENDPOINT)
        .claim("iss", CLIENT.toString())
        .claim("sub", CLIENT.toString())
        .claim("exp", now.getEpochSecond() + 600)
        .claim("jti", UUID.randomUUID().toString());
  }

  private static Outcome refused(Why why) {
    return new Refused(why);
  }

  @Test
  void the_azure_cli_is_proved() throws Exception {
    String x5t = Base64.getUrlEncoder().encodeToString(Thumbprints.sha1(RSA_CERTIFICATE));
    assertThat(x5t).endsWith("=");
    String lines = Base64.getMimeEncoder().encodeToString(RSA_CERTIFICATE.getEncoded());
    assertThat(lines).contains("\r\n");
    String assertion =
        assertion("RS256")
            .header("x5t", x5t)
            .header("x5c", List.of(lines))
            .claim("exp", now.getEpochSecond() + 600.123456)
            .claim("iat", now.getEpochSecond() + 0.123456)
            .signed("RS256", RSA_KEYS.getPrivate());
    assertThat(verify(assertion)).isEqualTo(new Proved(RSA));
  }

  @Test
  void msal_for_node_is_proved() throws Exception {
    String assertion =
        assertion("PS256")
            .header("x5t#S256", Base64Texts.encode(Thumbprints.sha256(RSA_CERTIFICATE)))
            .claim("nbf", now.getEpochSecond())
            .signed("PS256", RSA_KEYS.getPrivate());
    assertThat(verify(assertion)).isEqualTo(new Proved(RSA));
  }

  @Test
  void msal_for_java_is_proved() throws Exception {
    String assertion =
        assertion("RS256")
            .header(
                "x5t#S256", Base64.getEncoder().encodeToString(Thumbprints.sha256(RSA_CERTIFICATE)))
            .claim("nbf", now.getEpochSecond())
            .signed("RS256", RSA_KEYS.getPrivate());
    assertThat(verify(assertion)).isEqualTo(new Proved(RSA));
  }

  @Test
  void a_key_on_p256_proves_and_without_a_hash_each_candidate_is_tried() throws Exception {
    assertThat(verify(assertion("ES256").signed("ES256", EC_KEYS.getPrivate())))
        .isEqualTo(new Proved(EC));
    assertThat(verify(assertion("RS256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(new Proved(RSA));
  }

  @Test
  void the_audience_is_one_of_the_endpoint_exactly() throws Exception {
    assertThat(audience(List.of(ENDPOINT))).isEqualTo(new Proved(RSA));
    assertThat(audience("https://localhost:8443/adfs/oauth2/v2.0/token"))
        .isEqualTo(new Proved(RSA));
    assertThat(audience(ENDPOINT + "/")).isEqualTo(refused(Why.WRONG_AUDIENCE));
    assertThat(audience("https://elsewhere/T/oauth2/v2.0/token"))
        .isEqualTo(refused(Why.WRONG_AUDIENCE));
    assertThat(audience(List.of())).isEqualTo(refused(Why.MALFORMED));
    assertThat(audience(List.of(ENDPOINT, ENDPOINT))).isEqualTo(refused(Why.MALFORMED));
    assertThat(audience(7)).isEqualTo(refused(Why.MALFORMED));
  }

  private Outcome audience(Object audience) throws Exception {
    return verify(assertion("RS256").claim("aud", audience).signed("RS256", RSA_KEYS.getPrivate()));
  }

  @Test
  void issuer_and_subject_are_the_client() throws Exception {
    String upper = CLIENT.toString().toUpperCase(Locale.ROOT);
    assertThat(claim("iss", upper)).isEqualTo(new Proved(RSA));
    assertThat(claim("iss", UUID.randomUUID().toString())).isEqualTo(refused(Why.WRONG_SUBJECT));
    assertThat(claim("sub", UUID.randomUUID().toString())).isEqualTo(refused(Why.WRONG_SUBJECT));
  }

  private Outcome claim(String name, Object value) throws Exception {
    return verify(assertion("RS256").claim(name, value).signed("RS256", RSA_KEYS.getPrivate()));
  }

  @Test
  void it_counts_within_its_time_give_or_take_a_minute() throws Exception {
    long seconds = now.getEpochSecond();
    assertThat(claim("exp", seconds - 59)).isEqualTo(new Proved(RSA));
    assertThat(claim("exp", seconds - 60)).isEqualTo(refused(Why.EXPIRED));
    assertThat(claim("exp", seconds + 86_400)).isEqualTo(new Proved(RSA));
    assertThat(claim("exp", seconds + 86_401)).isEqualTo(refused(Why.EXPIRED));
    assertThat(claim("nbf", seconds + 60)).isEqualTo(new Proved(RSA));
    assertThat(claim("nbf", seconds + 61)).isEqualTo(refused(Why.EXPIRED));
    assertThat(claim("iat", seconds + 61)).isEqualTo(refused(Why.EXPIRED));
  }

  @Test
  void each_claim_it_needs_is_there_and_of_its_type() throws Exception {
    for (String needed : List.of("aud", "iss", "sub", "exp", "jti")) {
      assertThat(verify(assertion("RS256").without(needed).signed("RS256", RSA_KEYS.getPrivate())))
          .as(needed)
          .isEqualTo(refused(Why.MALFORMED));
      assertThat(claim(needed, List.of(1, 2))).as(needed).isEqualTo(refused(Why.MALFORMED));
    }
    for (Object bad : List.of("soon", -1, 1e300, "1772366400")) {
      assertThat(claim("exp", bad)).isEqualTo(refused(Why.MALFORMED));
      assertThat(claim("nbf", bad)).isEqualTo(refused(Why.MALFORMED));
    }
    assertThat(claim("jti", "")).isEqualTo(refused(Why.MALFORMED));
  }

  @Test
  void it_is_used_once_also_after_a_restart() throws Exception {
    String assertion = assertion("RS256").signed("RS256", RSA_KEYS.getPrivate());
    assertThat(verify(assertion)).isEqualTo(new Proved(RSA));
    assertThat(verify(assertion)).isEqualTo(refused(Why.REPLAYED));
    store.close();
    store = TestStore.open(folder);
    assertThat(verify(assertion)).isEqualTo(refused(Why.REPLAYED));
    now = now.plusSeconds(600 + 59);
    assertThat(verify(assertion)).isEqualTo(refused(Why.REPLAYED));
    now = now.plusSeconds(1);
    assertThat(verify(assertion)).isEqualTo(refused(Why.EXPIRED));
  }

  @Test
  void the_same_id_in_another_assertion_is_a_replay() throws Exception {
    assertThat(claim("jti", "the same")).isEqualTo(new Proved(RSA));
    now = now.plusSeconds(1);
    assertThat(claim("jti", "the same")).isEqualTo(refused(Why.REPLAYED));
  }

  @Test
  void it_is_used_once_for_each_purpose() throws Exception {
    ClientAssertions assertions = new ClientAssertions(store, () -> now);
    String text = assertion("RS256").signed("RS256", RSA_KEYS.getPrivate());
    assertThat(
            List.of("arm", "graph", "arm", "graph").stream()
                .map(purpose -> new AssertionTerms(purpose, Duration.ofHours(1), () -> {}))
                .map(terms -> assertions.verify(text, CLIENT, AUDIENCES, ALL, terms))
                .toList())
        .isEqualTo(
            List.of(
                new Proved(RSA), new Proved(RSA), refused(Why.REPLAYED), refused(Why.REPLAYED)));
  }

  @Test
  void who_comes_too_often_is_not_noted_and_is_asked_for_only_what_is_right() throws Exception {
    ClientAssertions assertions = new ClientAssertions(store, () -> now);
    String text = assertion("RS256").signed("RS256", RSA_KEYS.getPrivate());
    AssertionTerms full =
        AssertionTerms.client(
            () -> {
              throw new UnsupportedOperationException("too often");
            });
    assertThatThrownBy(() -> assertions.verify(text, CLIENT, AUDIENCES, ALL, full))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(verify(text)).isEqualTo(new Proved(RSA));
    String elsewhere =
        assertion("RS256").claim("aud", "elsewhere").signed("RS256", RSA_KEYS.getPrivate());
    assertThat(assertions.verify(elsewhere, CLIENT, AUDIENCES, ALL, full))
        .isEqualTo(refused(Why.WRONG_AUDIENCE));
  }

  @Test
  void those_of_agents_end_soon() throws Exception {
    ClientAssertions assertions = new ClientAssertions(store, () -> now);
    long[] seconds = {900, 901};
    Outcome[] outcomes = {new Proved(RSA), refused(Why.EXPIRED)};
    for (int at = 0; at < seconds.length; at++) {
      String text =
          assertion("RS256")
              .claim("exp", now.getEpochSecond() + seconds[at])
              .signed("RS256", RSA_KEYS.getPrivate());
      assertThat(assertions.verify(text, CLIENT, AUDIENCES, ALL, AssertionTerms.agent(() -> {})))
          .isEqualTo(outcomes[at]);
    }
  }

  @Test
  void what_is_refused_is_not_used_up() throws Exception {
    TestJwt jwt = assertion("RS256");
    assertThat(verify(jwt.claim("aud", "elsewhere").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.WRONG_AUDIENCE));
    assertThat(verify(jwt.claim("aud", ENDPOINT).signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(new Proved(RSA));
  }

  @Test
  void a_certificate_counts_until_its_own_end() throws Exception {
    now = MONTH.until();
    assertThat(verify(assertion("RS256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(new Proved(RSA));
    now = MONTH.until().plusSeconds(1);
    assertThat(verify(assertion("RS256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.UNKNOWN_KEY));
    now = MONTH.from().minusSeconds(61);
    assertThat(verify(assertion("RS256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.UNKNOWN_KEY));
  }

  @Test
  void a_key_that_is_not_registered_proves_nothing() throws Exception {
    KeyPair stranger = KeyPairs.newRsa();
    X509Certificate own = Certificates.selfSigned("stranger", stranger, MONTH);
    String chain = Base64.getEncoder().encodeToString(own.getEncoded());
    assertThat(
            verify(
                assertion("RS256")
                    .header("x5t", Base64Texts.encode(Thumbprints.sha1(own)))
                    .header("x5c", List.of(chain))
                    .signed("RS256", stranger.getPrivate())))
        .isEqualTo(refused(Why.UNKNOWN_KEY));
    assertThat(
            verify(
                assertion("RS256")
                    .header("x5t", Base64Texts.encode(Thumbprints.sha1(RSA_CERTIFICATE)))
                    .header("x5c", List.of(chain))
                    .signed("RS256", stranger.getPrivate())))
        .isEqualTo(refused(Why.BAD_SIGNATURE));
    assertThat(
            new ClientAssertions(store, () -> now)
                .verify(
                    assertion("RS256").signed("RS256", RSA_KEYS.getPrivate()),
                    CLIENT,
                    AUDIENCES,
                    List.of(EC)))
        .isEqualTo(refused(Why.BAD_SIGNATURE));
  }

  @Test
  void both_hashes_must_name_the_certificate() throws Exception {
    assertThat(
            verify(
                assertion("RS256")
                    .header("x5t", Base64Texts.encode(Thumbprints.sha1(RSA_CERTIFICATE)))
                    .header("x5t#S256", Base64Texts.encode(Thumbprints.sha256(EC_CERTIFICATE)))
                    .signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.UNKNOWN_KEY));
  }

  @Test
  void the_algorithm_is_the_keys_own() throws Exception {
    byte[] publicKey = RSA_CERTIFICATE.getPublicKey().getEncoded();
    assertThat(verify(assertion("HS256").withHmac(publicKey))).isEqualTo(refused(Why.MALFORMED));
    assertThat(verify(assertion("none").unsigned())).isEqualTo(refused(Why.MALFORMED));
    assertThat(verify(assertion("RS256").unsigned())).isEqualTo(refused(Why.BAD_SIGNATURE));
    assertThat(verify(assertion("RS256").signed("ES256", EC_KEYS.getPrivate())))
        .isEqualTo(refused(Why.BAD_SIGNATURE));
    assertThat(verify(assertion("ES256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.BAD_SIGNATURE));
    assertThat(verify(assertion("PS256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.BAD_SIGNATURE));
    assertThat(verify(assertion("rs256").signed("RS256", RSA_KEYS.getPrivate())))
        .isEqualTo(refused(Why.MALFORMED));
  }

  @Test
  void hostile_texts_are_malformed() throws Exception {
    String good = assertion("RS256").signed("RS256", RSA_KEYS.getPrivate());
    String deep = TestJwt.part("{\"alg\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "...",
            good + ".",
            good + "=",
            good + "!",
            " " + good,
            deep + ".e30.AAAA",
            TestJwt.part("[]") + ".e30.AAAA",
            TestJwt.part("{\"alg\":7}") + ".e30.AAAA",
            TestJwt.part("{\"alg\":\"none\",\"alg\":\"RS256\"}") + ".e30.AAAA",
            assertion("RS256")
                .claim("x", "y".repeat(16_384))
                .signed("RS256", RSA_KEYS.getPrivate()),
            assertion("RS256")
                .header("crit", List.of("b64"))
                .header("b64", false)
                .signed("RS256", RSA_KEYS.getPrivate()))) {
      assertThat(verify(bad)).isEqualTo(refused(Why.MALFORMED));
    }
  }
}
