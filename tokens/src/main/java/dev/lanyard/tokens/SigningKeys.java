package dev.lanyard.tokens;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.domain.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys that tokens are signed with: for each algorithm one after the other, by the same
 * settings. A new one is published before it signs, so that verifiers know it in time; an old one
 * stays published until its last token has expired.
 *
 * <p>Every method throws {@link KeyStoreRefused} if the store cannot be used.
 */
public final class SigningKeys {

  /**
   * How keys follow each other.
   *
   * @param rotateEvery for how long one key signs
   * @param publishAhead for how long a new key is published before it signs, shorter than {@code
   *     rotateEvery}; twice as long as verifiers and other nodes take to read the keys again
   * @param tokenLifetimeMax how long a token lives at most; for so long a key is published after it
   *     has signed its last one
   */
  public record Settings(Duration rotateEvery, Duration publishAhead, Duration tokenLifetimeMax) {
    /**
     * @throws IllegalArgumentException if one is not positive, or {@code publishAhead} is not
     *     shorter than {@code rotateEvery}
     */
    public Settings {
      if (!rotateEvery.isPositive() || !publishAhead.isPositive()) {
        throw new IllegalArgumentException("rotateEvery and publishAhead must be positive");
      }
      if (!tokenLifetimeMax.isPositive()) {
        throw new IllegalArgumentException("tokenLifetimeMax must be positive");
      }
      if (publishAhead.compareTo(rotateEvery) >= 0) {
        throw new IllegalArgumentException("publishAhead must be shorter than rotateEvery");
      }
    }
  }

  private final InstantSource clock;
  private final Map<SigningAlgorithm, SigningRing> rings = new EnumMap<>(SigningAlgorithm.class);

  /**
   * The signing keys of this store; where it has none for an algorithm, the first is made and signs
   * at once, so that nobody is told of an algorithm before its key is known.
   */
  public SigningKeys(KeyStore store, InstantSource clock, Settings settings) {
    this.clock = clock;
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      rings.put(algorithm, new SigningRing(store, settings, algorithm));
    }
    rotateIfDue();
  }

  /**
   * Makes and publishes the next key of each algorithm when its time has come, and forgets keys
   * whose tokens have all expired. To be called again and again, several times within {@code
   * publishAhead}; a call that came late, or was cut off by a crash, is made up for by the next one.
   */
  public void rotateIfDue() {
    Instant now = clock.instant();
    rings.values().forEach(ring -> ring.rotateIfDue(now));
  }

  /**
   * The published keys as a JWK Set (RFC 7517, section 5): those for RS256 with {@code kty, use,
   * kid, x5t, n, e, alg, x5c}, then those for ES256 with {@code kty, crv, x, y, use, alg, kid}, each
   * in the order in which they sign.
   */
  public String jwks() {
    Instant now = clock.instant();
    List<Map<String, Object>> keys =
        rings.values().stream()
            .flatMap(ring -> ring.published(now).stream())
            .map(SigningKey::published)
            .toList();
    return JSONObjectUtils.toJSONString(Map.of("keys", keys));
  }

  /** The key that signs now with this algorithm. */
  SigningKey signer(SigningAlgorithm algorithm) {
    return Objects.requireNonNull(rings.get(algorithm)).signer(clock.instant());
  }

  /** The published key of this id, of whichever algorithm. */
  Optional<SigningKey> find(String id) {
    Instant now = clock.instant();
    return rings.values().stream().flatMap(ring -> ring.find(id, now).stream()).findFirst();
  }
}
