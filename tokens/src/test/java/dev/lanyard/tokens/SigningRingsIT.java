package dev.lanyard.tokens;

import static dev.lanyard.domain.SigningAlgorithm.ES256;
import static dev.lanyard.domain.SigningAlgorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.tokens.Certificates.Validity;
import dev.lanyard.tokens.SigningKeys.Settings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two algorithms, each with a ring of its own. {@link SigningKeysIT} tells how a ring turns. */
class SigningRingsIT {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration ROTATE = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Settings SETTINGS = new Settings(ROTATE, AHEAD, Duration.ofHours(24));
  private static final Map<String, Object> CLAIMS = Map.of("sub", "x");

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

  private static List<String> algorithms(SigningKeys keys) throws Exception {
    return JWKSet.parse(keys.jwks()).getKeys().stream()
        .map(key -> key.getAlgorithm().getName())
        .toList();
  }

  @Test
  void a_key_for_es256_is_published_in_full_and_verifies_what_it_signs() throws Exception {
    SigningKeys keys = open();
    JWSObject token = JWSObject.parse(new TokenIssuer(keys).sign(CLAIMS, ES256));
    Map<String, Object> published =
        JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(keys.jwks()), "keys")[1];
    assertThat(published.keySet())
        .isEqualTo(Set.of("kty", "crv", "x", "y", "use", "alg", "kid"));
    assertThat(
            List.of(
                published.get("kty"),
                published.get("crv"),
                published.get("use"),
                published.get("alg")))
        .isEqualTo(List.of("EC", "P-256", "sig", "ES256"));
    ECKey key = JWK.parse(published).toECKey();
    assertThat(key.computeThumbprint().toString()).isEqualTo(key.getKeyID());
    assertThat(token.getHeader().toJSONObject())
        .isEqualTo(Map.of("typ", "JWT", "alg", "ES256", "kid", key.getKeyID()));
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(token.getPayload().toJSONObject()).isEqualTo(CLAIMS);
  }

  @Test
  void both_rings_turn_by_the_same_settings_and_outlive_a_restart() throws Exception {
    SigningKeys keys = open();
    assertThat(algorithms(keys)).isEqualTo(List.of("RS256", "ES256"));
    String first = keys.signer(ES256).id();
    now = START.plus(ROTATE).minus(AHEAD);
    keys.rotateIfDue();
    assertThat(algorithms(keys)).isEqualTo(List.of("RS256", "RS256", "ES256", "ES256"));
    assertThat(keys.signer(ES256).id()).isEqualTo(first);
    now = START.plus(ROTATE);
    String second = keys.signer(ES256).id();
    assertThat(second).isNotEqualTo(first);
    assertThat(open().jwks()).isEqualTo(keys.jwks());
    assertThat(open().signer(ES256).id()).isEqualTo(second);
  }

  @Test
  void a_store_from_before_es256_goes_on_with_its_key_and_gets_one_for_es256() throws Exception {
    KeyPair rsa = KeyPairs.newRsa();
    X509Certificate certificate =
        Certificates.selfSigned(
            "Lanyard token signing", rsa, new Validity(START, START.plus(ROTATE)));
    byte[] publicPart = certificate.getEncoded();
    byte[] privatePart = rsa.getPrivate().getEncoded();
    byte[] stored =
        ByteBuffer.allocate(1 + 8 + 4 + publicPart.length + 4 + privatePart.length)
            .put((byte) 1)
            .putLong(START.toEpochMilli())
            .putInt(publicPart.length)
            .put(publicPart)
            .putInt(privatePart.length)
            .put(privatePart)
            .array();
    store.add(KeyKind.SIGNING_KEY, "000000000001", stored);

    SigningKeys keys = open();
    assertThat(keys.signer(RS256).id())
        .isEqualTo(Base64Texts.encode(Thumbprints.sha1(certificate)));
    assertThat(algorithms(keys)).isEqualTo(List.of("RS256", "ES256"));
    assertThat(store.ids(KeyKind.SIGNING_KEY)).isEqualTo(List.of("000000000001"));
    assertThat(store.ids(KeyKind.SIGNING_KEY_ES256)).isEqualTo(List.of("000000000001"));
    assertThat(store.get(KeyKind.SIGNING_KEY, "000000000001")).hasValue(stored);
    String token = new TokenIssuer(keys).sign(CLAIMS);
    assertThat(new TokenVerifier(keys).verify(token)).isEqualTo(CLAIMS);
  }

  @Test
  void a_key_that_another_node_has_just_made_is_known_after_five_seconds() {
    try (KeyStore theirs = TestStore.open(folder)) {
      SigningKeys others = new SigningKeys(theirs, () -> now, SETTINGS);
      now = START.plus(ROTATE).minus(AHEAD);
      others.rotateIfDue();
      open().rotateIfDue();
      // A clock that is behind makes a key that is not known, without time going on for the others.
      byte[] late = SigningKey.create(ES256, now, now);
      store.add(KeyKind.SIGNING_KEY_ES256, "000000000009", late);
      String token = SigningKey.read(ES256, late).sign(CLAIMS, "JWT");
      TokenVerifier verifier = new TokenVerifier(others);
      now = now.plusSeconds(4);
      assertThat(refused(verifier, token)).isEqualTo(TokenRefused.Why.UNKNOWN_KEY);
      now = now.plusSeconds(1);
      assertThat(verifier.verify(token)).isEqualTo(CLAIMS);
    }
  }

  private static TokenRefused.Why refused(TokenVerifier verifier, String token) {
    return catchThrowableOfType(
            TokenRefused.class, () -> verifier.verify(token))
        .why();
  }

  @Test
  void many_threads_sign_at_once_while_the_keys_are_read_again() throws Exception {
    SigningKeys keys = open();
    TokenIssuer issuer = new TokenIssuer(keys);
    TokenVerifier verifier = new TokenVerifier(keys);
    Set<String> subjects = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> work =
          IntStream.range(0, 200)
              .<Callable<Boolean>>mapToObj(
                  at ->
                      () -> {
                        if (at % 20 == 0) {
                          keys.rotateIfDue();
                        }
                        String token =
                            issuer.sign(Map.of("sub", "s" + at), at % 2 == 0 ? RS256 : ES256);
                        return subjects.add((String) verifier.verify(token).get("sub"));
                      })
              .toList();
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(subjects).hasSize(200);
  }
}
