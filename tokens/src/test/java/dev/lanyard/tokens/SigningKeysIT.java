package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.SigningKeys.Settings;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysIT {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration ROTATE = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Settings SETTINGS = new Settings(ROTATE, AHEAD, LIFETIME);

  @TempDir Path folder;
  private KeyStore store;
  private Instant now = START;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private SigningKeys open() {
    return new SigningKeys(store, () -> now, SETTINGS);
  }

  private static List<String> published(SigningKeys keys) throws Exception {
    return JWKSet.parse(keys.jwks()).getKeys().stream()
        .filter(RSAKey.class::isInstance)
        .map(JWK::getKeyID)
        .toList();
  }

  private static String signs(SigningKeys keys) throws Exception {
    return JWSObject.parse(new TokenIssuer(keys).sign(Map.of("sub", "x"))).getHeader().getKeyID();
  }

  private void at(Duration sinceStart) {
    now = START.plus(sinceStart);
  }

  @Test
  void the_first_start_makes_one_key_that_signs_at_once_and_is_kept() throws Exception {
    SigningKeys keys = open();
    String only = signs(keys);
    assertThat(published(keys)).isEqualTo(List.of(only));
    store.close();
    store = TestStore.open(folder);
    SigningKeys again = open();
    assertThat(signs(again)).isEqualTo(only);
    assertThat(published(again)).isEqualTo(List.of(only));
  }

  @Test
  void a_key_is_published_before_it_signs_and_until_its_last_token_has_expired() throws Exception {
    SigningKeys keys = open();
    TokenVerifier verifier = new TokenVerifier(keys);
    String first = signs(keys);

    at(ROTATE.minus(AHEAD).minusSeconds(1));
    keys.rotateIfDue();
    assertThat(published(keys)).isEqualTo(List.of(first));

    at(ROTATE.minus(AHEAD));
    keys.rotateIfDue();
    keys.rotateIfDue();
    List<String> both = published(keys);
    assertThat(both).hasSize(2).startsWith(first);
    assertThat(signs(keys)).isEqualTo(first);

    at(ROTATE.minusSeconds(1));
    String lastToken = new TokenIssuer(keys).sign(Map.of("sub", "last"));
    assertThat(signs(keys)).isEqualTo(first);

    at(ROTATE);
    keys.rotateIfDue();
    assertThat(signs(keys)).isEqualTo(both.getLast());
    assertThat(published(keys)).isEqualTo(both);

    at(ROTATE.plus(LIFETIME));
    keys.rotateIfDue();
    assertThat(published(keys)).isEqualTo(both);
    assertThat(verifier.verify(lastToken)).isEqualTo(Map.of("sub", "last"));

    at(ROTATE.plus(LIFETIME).plus(KeyRing.CLOCKS_APART));
    // Refused by the clock alone, before anything has looked at the store.
    assertThatThrownBy(() -> verifier.verify(lastToken))
        .isInstanceOf(TokenRefused.class)
        .hasMessage("the token is refused: UNKNOWN_KEY");
    assertThat(store.ids(KeyKind.SIGNING_KEY)).hasSize(2);
    keys.rotateIfDue();
    assertThat(store.ids(KeyKind.SIGNING_KEY)).hasSize(1);
    assertThat(published(keys)).isEqualTo(List.of(both.getLast()));
  }

  @Test
  void keys_follow_each_other_for_years() throws Exception {
    SigningKeys keys = open();
    Set<String> signers = new LinkedHashSet<>();
    for (int day = 0; day < 150; day++) {
      at(Duration.ofDays(day));
      keys.rotateIfDue();
      String signer = signs(keys);
      signers.add(signer);
      assertThat(published(keys)).contains(signer).hasSizeBetween(1, 3);
    }
    assertThat(signers).hasSize(5);
  }

  @Test
  void after_a_long_sleep_the_old_key_signs_until_the_new_one_is_known() throws Exception {
    String first = signs(open());
    at(ROTATE.multipliedBy(5));
    SigningKeys awake = open();
    assertThat(signs(awake)).isEqualTo(first);
    List<String> both = published(awake);
    assertThat(both).hasSize(2);
    now = now.plus(AHEAD);
    assertThat(signs(awake)).isEqualTo(both.getLast());
  }

  @Test
  void another_node_knows_a_new_key_at_once_and_makes_none_of_its_own() throws Exception {
    try (KeyStore theirs = TestStore.open(folder)) {
      SigningKeys ours = open();
      SigningKeys others = new SigningKeys(theirs, () -> now, SETTINGS);
      assertThat(published(others)).isEqualTo(published(ours));

      at(ROTATE.minus(AHEAD));
      ours.rotateIfDue();
      now = now.plus(AHEAD);
      String token = new TokenIssuer(ours).sign(Map.of("sub", "x"));
      assertThat(new TokenVerifier(others).verify(token)).isEqualTo(Map.of("sub", "x"));
      others.rotateIfDue();
      assertThat(published(others)).isEqualTo(published(ours)).hasSize(2);
      assertThat(signs(others)).isEqualTo(signs(ours));
    }
  }

  @Test
  void a_node_that_does_not_rotate_still_reads_the_keys_in_time() throws Exception {
    try (KeyStore theirs = TestStore.open(folder)) {
      SigningKeys ours = open();
      SigningKeys idle = new SigningKeys(theirs, () -> now, SETTINGS);
      at(ROTATE.minus(AHEAD));
      ours.rotateIfDue();
      now = now.plus(AHEAD.dividedBy(2));
      assertThat(published(idle)).isEqualTo(published(ours)).hasSize(2);
    }
  }

  @Test
  void a_clock_that_is_set_back_does_not_stop_the_tokens() throws Exception {
    SigningKeys keys = open();
    String first = signs(keys);
    now = START.minusSeconds(3_600);
    assertThat(signs(keys)).isEqualTo(first);
    assertThat(published(keys)).isEqualTo(List.of(first));
  }

  @Test
  void the_published_key_has_each_member_that_verifiers_read() throws Exception {
    SigningKeys keys = open();
    Map<String, Object> set = JSONObjectUtils.parse(keys.jwks());
    assertThat(set.keySet()).isEqualTo(Set.of("keys"));
    Map<String, Object> key = JSONObjectUtils.getJSONObjectArray(set, "keys")[0];
    assertThat(key.keySet())
        .isEqualTo(Set.of("kty", "use", "kid", "x5t", "n", "e", "alg", "x5c"));

    RSAKey parsed = JWK.parse(key).toRSAKey();
    byte[] der = Base64.getDecoder().decode(JSONObjectUtils.getStringList(key, "x5c").getFirst());
    X509Certificate certificate = X509CertUtils.parse(der);
    assertThat(certificate.getPublicKey()).isEqualTo(parsed.toRSAPublicKey());
    assertThat(parsed.toRSAPublicKey().getModulus().bitLength()).isEqualTo(2048);
    assertThat(
            List.of(
                key.get("kty"), key.get("use"), key.get("alg"), key.get("e"), key.get("x5t")))
        .isEqualTo(
            List.of(
                "RSA", "sig", "RS256", "AQAB", Base64Texts.encode(Thumbprints.sha1(certificate))));
    assertThat(key.get("kid")).isEqualTo(key.get("x5t"));
  }

  @Test
  void a_token_is_one_that_others_verify_by_the_published_key() throws Exception {
    SigningKeys keys = open();
    String token = new TokenIssuer(keys).sign(Map.of("sub", "<x> é", "exp", 1772366400L));
    JWSObject parsed = JWSObject.parse(token);
    JWSHeader header = parsed.getHeader();
    RSAKey key = JWKSet.parse(keys.jwks()).getKeyByKeyId(header.getKeyID()).toRSAKey();
    assertThat(parsed.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(header.toJSONObject())
        .isEqualTo(
            Map.of(
                "typ",
                "JWT",
                "alg",
                JWSAlgorithm.RS256.getName(),
                "kid",
                key.getKeyID(),
                "x5t",
                key.getKeyID()));
    assertThat(parsed.getPayload().toJSONObject())
        .isEqualTo(Map.of("sub", "<x> é", "exp", 1772366400L));
  }

  @Test
  void the_private_key_stands_nowhere_but_sealed() throws Exception {
    SigningKeys keys = open();
    assertThat(keys.jwks()).doesNotContain("\"d\"", "\"p\"", "\"q\"", "PRIVATE");
    assertThat(keys.signer(SigningAlgorithm.RS256).toString()).matches("SigningKey\\[[A-Za-z0-9_-]{27}]");
    store.put(KeyKind.SIGNING_KEY, "000000000007", new byte[] {9});
    assertThatThrownBy(this::open)
        .isInstanceOf(KeyStoreRefused.class)
        .hasMessage("a signing key was stored by another version of Lanyard");
  }

  @Test
  void settings_without_an_overlap_are_refused() {
    assertThatThrownBy(() -> new Settings(AHEAD, AHEAD, LIFETIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("publishAhead must be shorter than rotateEvery");
    assertThatThrownBy(() -> new Settings(ROTATE, Duration.ZERO, LIFETIME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Settings(ROTATE, AHEAD, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
