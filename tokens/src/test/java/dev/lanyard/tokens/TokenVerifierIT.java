package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.SigningKeys.Settings;
import dev.lanyard.tokens.TokenRefused.Why;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVerifierIT {
  private static final Map<String, Object> CLAIMS =
      Map.of("sub", "someone", "exp", 1772366400L, "roles", List.of("a", "b"));

  private static final PrivateKey STRANGER = KeyPairs.newRsa().getPrivate();

  @TempDir Path folder;
  private KeyStore store;
  private SigningKeys keys;
  private TokenVerifier verifier;
  private String kid;

  @BeforeEach
  void makes_a_key() {
    store = TestStore.open(folder);
    keys =
        new SigningKeys(
            store,
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")),
            new Settings(Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(1)));
    verifier = new TokenVerifier(keys);
    kid = keys.signer(SigningAlgorithm.RS256).id();
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private TestJwt token(String algorithm) {
    return TestJwt.with(algorithm).header("kid", kid).claims(CLAIMS);
  }

  private void refused(Why why, String token) {
    TokenRefused refused =
        catchThrowableOfType(TokenRefused.class, () -> verifier.verify(token));
    assertThat(refused.why()).isEqualTo(why);
    assertThat(refused).hasMessage("the token is refused: " + why).hasNoCause();
    assertThat(refused.getStackTrace()).isEmpty();
  }

  private static String flip(String token, int at) {
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  @Test
  void what_the_issuer_signs_is_verified() {
    assertThat(verifier.verify(new TokenIssuer(keys).sign(CLAIMS))).isEqualTo(CLAIMS);
  }

  @Test
  void every_changed_part_is_found() {
    String token = new TokenIssuer(keys).sign(CLAIMS);
    int payload = token.indexOf('.') + 5;
    int signature = token.lastIndexOf('.') + 5;
    refused(Why.BAD_SIGNATURE, flip(token, payload));
    refused(Why.BAD_SIGNATURE, flip(token, signature));
    refused(Why.BAD_SIGNATURE, token.substring(0, token.lastIndexOf('.') + 1));
    refused(Why.BAD_SIGNATURE, token.substring(0, token.length() - 4));
  }

  @Test
  void no_other_algorithm_is_accepted_whatever_the_header_asks_for() throws Exception {
    PrivateKey ec = KeyPairs.newEc().getPrivate();
    RSAPublicKey published =
        JWKSet.parse(keys.jwks()).getKeyByKeyId(kid).toRSAKey().toRSAPublicKey();
    refused(Why.WRONG_ALGORITHM, token("none").unsigned());
    refused(Why.WRONG_ALGORITHM, token("None").unsigned());
    refused(Why.WRONG_ALGORITHM, token("HS256").withHmac(published.getEncoded()));
    refused(
        Why.WRONG_ALGORITHM,
        token("HS256").withHmac(("-----BEGIN PUBLIC KEY-----\n" + kid).getBytes(UTF_8)));
    refused(Why.WRONG_ALGORITHM, token("ES256").signed("ES256", ec));
    refused(Why.WRONG_ALGORITHM, token("PS256").signed("PS256", STRANGER));
    refused(Why.BAD_SIGNATURE, token("RS256").withHmac(published.getEncoded()));
    refused(Why.BAD_SIGNATURE, token("RS256").signed("ES256", ec));
    refused(Why.BAD_SIGNATURE, token("RS256").signed("PS256", STRANGER));
    refused(Why.BAD_SIGNATURE, token("RS256").unsigned());
    refused(Why.WRONG_ALGORITHM, TestJwt.part("{\"typ\":\"JWT\"}") + ".e30.AAAA");
  }

  @Test
  void a_key_verifies_by_its_own_algorithm_and_no_other() throws Exception {
    TokenIssuer issuer = new TokenIssuer(keys);
    assertThat(verifier.verify(issuer.sign(CLAIMS, SigningAlgorithm.ES256))).isEqualTo(CLAIMS);
    String ecId = keys.signer(SigningAlgorithm.ES256).id();
    ECKey published = JWKSet.parse(keys.jwks()).getKeyByKeyId(ecId).toECKey();
    byte[] ecBytes = published.toECPublicKey().getEncoded();
    PrivateKey ec = KeyPairs.newEc().getPrivate();
    refused(Why.WRONG_ALGORITHM, token("RS256").header("kid", ecId).signed("RS256", STRANGER));
    refused(Why.WRONG_ALGORITHM, token("ES256").signed("ES256", ec));
    refused(Why.WRONG_ALGORITHM, token("HS256").header("kid", ecId).withHmac(ecBytes));
    refused(Why.WRONG_ALGORITHM, token("none").header("kid", ecId).unsigned());
    refused(Why.WRONG_ALGORITHM, token("es256").header("kid", ecId).signed("ES256", ec));
    refused(Why.BAD_SIGNATURE, token("ES256").header("kid", ecId).signed("ES256", ec));
    refused(Why.BAD_SIGNATURE, token("ES256").header("kid", ecId).withHmac(ecBytes));
    // CVE-2022-21449: a signature of two zeros, which some verifiers took for any text's.
    String zeros = Base64Texts.encode(new byte[64]);
    refused(Why.BAD_SIGNATURE, token("ES256").header("kid", ecId).unsigned() + zeros);
  }

  @Test
  void what_is_signed_as_something_else_is_no_token() {
    TokenIssuer issuer = new TokenIssuer(keys);
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      refused(Why.MALFORMED, issuer.sign(CLAIMS, algorithm, "statuslist+jwt"));
      assertThat(verifier.verify(issuer.sign(CLAIMS, algorithm, "JWT"))).isEqualTo(CLAIMS);
    }
  }

  @Test
  void a_key_that_is_not_published_verifies_nothing() throws Exception {
    refused(Why.BAD_SIGNATURE, token("RS256").signed("RS256", STRANGER));
    refused(Why.UNKNOWN_KEY, token("RS256").header("kid", "other").signed("RS256", STRANGER));
    refused(Why.UNKNOWN_KEY, TestJwt.with("RS256").claims(CLAIMS).signed("RS256", STRANGER));
    refused(Why.UNKNOWN_KEY, token("RS256").header("kid", 7).signed("RS256", STRANGER));
  }

  @Test
  void keys_that_a_token_brings_along_are_not_looked_at() throws Exception {
    String jku = "https://attacker.example/keys";
    refused(
        Why.BAD_SIGNATURE,
        token("RS256").header("jku", jku).header("x5u", jku).signed("RS256", STRANGER));
  }

  @Test
  void a_text_that_is_no_token_is_malformed() throws Exception {
    String token = new TokenIssuer(keys).sign(CLAIMS);
    for (String bad :
        List.of(
            "",
            "Bearer " + token,
            token + ".",
            token + "=",
            token + "\n",
            token.replaceFirst("\\.", ""),
            "x".repeat(100_000),
            TestJwt.part("7") + ".e30.AAAA",
            token("RS256").header("typ", "at+jwt").signed("RS256", STRANGER),
            token("RS256").header("crit", List.of("exp")).signed("RS256", STRANGER),
            token("RS256").header("b64", false).signed("RS256", STRANGER))) {
      refused(Why.MALFORMED, bad);
    }
  }
}
