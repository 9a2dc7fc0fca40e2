package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.StatusLists.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusListsIT {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String URI = "https://localhost:8443/status/1";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;
  private KeyStore store;
  private SigningKeys keys;

  @BeforeEach
  void opens_the_store() {
    store = TestStore.open(folder);
    keys =
        new SigningKeys(
            store,
            () -> NOW,
            new SigningKeys.Settings(
                Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(1)));
  }

  @AfterEach
  void closes_the_store() {
    store.close();
  }

  private JWSObject signed(SigningAlgorithm algorithm, Instant issued) throws Exception {
    BitSet invalid = new BitSet();
    invalid.set(3);
    Settings settings = new Settings(SECOND, Duration.ofSeconds(2), algorithm);
    return JWSObject.parse(
        new StatusLists(new TokenIssuer(keys), settings)
            .sign(URI, StatusBits.of(invalid, 8), issued));
  }

  @Test
  void a_list_says_what_it_is_and_is_verified_by_the_published_keys() throws Exception {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      JWSObject list = signed(algorithm, NOW);
      assertThat(list.getHeader().getType().getType()).isEqualTo("statuslist+jwt");
      assertThat(list.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.name());
      assertThat(list.getPayload().toJSONObject())
          .isEqualTo(
              Map.of(
                  "sub",
                  URI,
                  "iat",
                  NOW.getEpochSecond(),
                  "exp",
                  NOW.getEpochSecond() + 1,
                  "ttl",
                  2L,
                  "status_list",
                  Map.of("bits", 1L, "lst", "eAHjAAAACQAJ")));
      JWK key = JWKSet.parse(keys.jwks()).getKeyByKeyId(list.getHeader().getKeyID());
      assertThat(
              switch (algorithm) {
                case RS256 -> list.verify(new RSASSAVerifier(key.toRSAKey()));
                case ES256 -> list.verify(new ECDSAVerifier(key.toECKey()));
              })
          .isTrue();
    }
    assertThat(StatusBits.decode("eAHjAAAACQAJ", 8).isInvalid(3)).isTrue();
  }

  @Test
  void a_list_lives_for_its_lifetime_at_least_and_ends_at_a_whole_second() throws Exception {
    Map<String, Object> claims =
        signed(SigningAlgorithm.ES256, NOW.plusMillis(999)).getPayload().toJSONObject();
    assertThat(claims.get("iat")).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.get("exp")).isEqualTo(NOW.getEpochSecond() + 2);
  }

  @Test
  void a_list_is_no_token() throws Exception {
    String list = signed(SigningAlgorithm.RS256, NOW).serialize();
    assertThatThrownBy(() -> new TokenVerifier(keys).verify(list))
        .isInstanceOf(TokenRefused.class)
        .hasMessage("the token is refused: MALFORMED");
  }

  @Test
  void settings_without_a_life_are_refused() {
    assertThatThrownBy(() -> new Settings(Duration.ZERO, SECOND, SigningAlgorithm.RS256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lifetime must be positive");
    for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofMillis(1_500)}) {
      assertThatThrownBy(() -> new Settings(SECOND, bad, SigningAlgorithm.RS256))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("ttl must be whole seconds, at least one");
    }
  }
}
