package dev.lanyard.tokens;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that tokens are signed with, one after the other (RS256, RSA of 2048 bits). A new one is
 * published before it signs, so that verifiers know it in time; an old one stays published until
 * its last token has expired. The store is the truth: what is kept here is read again when it is
 * old, when a key is asked for that is not known, and at each rotation.
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

  /** What was read, and when. */
  private record Known(Map<String, SigningKey> byEntry, KeyRing ring, Instant readAt) {}

  private final KeyStore store;
  private final InstantSource clock;
  private final Settings settings;
  private volatile Known known;

  /** The signing keys of this store; where it has none, the first is made and signs at once. */
  public SigningKeys(KeyStore store, InstantSource clock, Settings settings) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.known = new Known(Map.of(), new KeyRing(List.of(), settings), Instant.MIN);
    rotateIfDue();
  }

  /**
   * Makes and publishes the next key when its time has come, and forgets keys whose tokens have all
   * expired. To be called again and again, several times within {@code publishAhead}; a call that
   * came late, or was cut off by a crash, is made up for by the next one.
   */
  public synchronized void rotateIfDue() {
    Instant now = clock.instant();
    KeyRing ring = read(now).ring;
    Optional<Instant> signsFrom = ring.nextSignsFrom(now);
    if (signsFrom.isPresent()) {
      // Of two nodes that find it due at once, one adds this entry; the other reads it.
      store.add(KeyKind.SIGNING_KEY, nextEntry(), SigningKey.create(now, signsFrom.get()));
      ring = read(now).ring;
    }
    List<SigningKey> published = ring.published(now);
    known.byEntry.forEach(
        (entry, key) -> {
          if (!published.contains(key)) {
            store.delete(KeyKind.SIGNING_KEY, entry);
          }
        });
    read(now);
  }

  private String nextEntry() {
    long last = known.byEntry.keySet().stream().mapToLong(Long::parseLong).max().orElse(0);
    // Ids are sorted as text.
    return "%012d".formatted(last + 1);
  }

  /**
   * The published keys as a JWK Set (RFC 7517, section 5), each with {@code kty, use, kid, x5t, n,
   * e, alg, x5c}, in the order in which they sign.
   */
  public String jwks() {
    Instant now = clock.instant();
    List<Map<String, Object>> keys =
        fresh(now).published(now).stream().map(SigningKey::published).toList();
    return JSONObjectUtils.toJSONString(Map.of("keys", keys));
  }

  /** The key that signs now. */
  SigningKey signer() {
    Instant now = clock.instant();
    return fresh(now)
        .signer(now)
        .orElseThrow(() -> new KeyStoreRefused("the key store has lost its signing keys"));
  }

  /** The published key of this id. */
  Optional<SigningKey> find(String id) {
    Instant now = clock.instant();
    Optional<SigningKey> found = fresh(now).find(id, now);
    // Another node may have made it since.
    return found.isPresent() ? found : read(now).ring.find(id, now);
  }

  private KeyRing fresh(Instant now) {
    Known last = known;
    boolean isFresh =
        !now.isBefore(last.readAt)
            && now.isBefore(last.readAt.plus(settings.publishAhead().dividedBy(2)));
    return isFresh ? last.ring : read(now).ring;
  }

  /** Reads which entries there are, and opens those that are new; an entry never changes. */
  private synchronized Known read(Instant now) {
    Map<String, SigningKey> byEntry = new LinkedHashMap<>();
    for (String entry : store.ids(KeyKind.SIGNING_KEY)) {
      Optional.ofNullable(known.byEntry.get(entry))
          .or(() -> store.get(KeyKind.SIGNING_KEY, entry).map(SigningKey::read))
          .ifPresent(key -> byEntry.put(entry, key));
    }
    known = new Known(byEntry, new KeyRing(new ArrayList<>(byEntry.values()), settings), now);
    return known;
  }
}
