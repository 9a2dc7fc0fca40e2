package dev.lanyard.tokens;

import dev.lanyard.domain.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signing keys of one algorithm, as they are in the store. The store is the truth: what is kept
 * here is read again when it is old, at each rotation, and when a key is asked for that is not
 * known. Readers take what is kept without a lock; an entry is opened and parsed once.
 */
final class SigningRing {
  /** Who sends made-up key ids causes one reading in this time, not one each. */
  private static final Duration REREAD_AFTER = Duration.ofSeconds(5);

  /** What was read, and when. */
  private record Known(Map<String, SigningKey> byEntry, KeyRing ring, Instant readAt) {}

  private final KeyStore store;
  private final SigningKeys.Settings settings;
  private final SigningAlgorithm algorithm;
  private final KeyKind kind;
  private volatile Known known;

  SigningRing(KeyStore store, SigningKeys.Settings settings, SigningAlgorithm algorithm) {
    this.store = store;
    this.settings = settings;
    this.algorithm = algorithm;
    this.kind =
        switch (algorithm) {
          case RS256 -> KeyKind.SIGNING_KEY;
          case ES256 -> KeyKind.SIGNING_KEY_ES256;
        };
    this.known = new Known(Map.of(), new KeyRing(List.of(), settings), Instant.MIN);
  }

  /** Makes the next key if its time has come, and forgets those that are not published any more. */
  synchronized void rotateIfDue(Instant now) {
    KeyRing ring = read(now).ring;
    Optional<Instant> signsFrom = ring.nextSignsFrom(now);
    if (signsFrom.isPresent()) {
      // Of two nodes that find it due at once, one adds this entry; the other reads it.
      store.add(kind, nextEntry(), SigningKey.create(algorithm, now, signsFrom.get()));
      ring = read(now).ring;
    }
    List<SigningKey> published = ring.published(now);
    known.byEntry.forEach(
        (entry, key) -> {
          if (!published.contains(key)) {
            store.delete(kind, entry);
          }
        });
    read(now);
  }

  private String nextEntry() {
    long last = known.byEntry.keySet().stream().mapToLong(Long::parseLong).max().orElse(0);
    // Ids are sorted as text.
    return "%012d".formatted(last + 1);
  }

  /** The published keys, in the order in which they sign. */
  List<SigningKey> published(Instant now) {
    return fresh(now).published(now);
  }

  /** The key that signs now. */
  SigningKey signer(Instant now) {
    return fresh(now)
        .signer(now)
        .orElseThrow(() -> new KeyStoreRefused("the key store has lost its signing keys"));
  }

  /** The published key of this id, which another node may have made. */
  Optional<SigningKey> find(String id, Instant now) {
    Optional<SigningKey> found = fresh(now).find(id, now);
    return found.isPresent() ? found : after(REREAD_AFTER, now).find(id, now);
  }

  private KeyRing fresh(Instant now) {
    return after(settings.publishAhead().dividedBy(2), now);
  }

  /** What was read no longer than this ago, or else is read now, by one thread for all. */
  private KeyRing after(Duration age, Instant now) {
    Known last = known;
    if (isYounger(last, age, now)) {
      return last.ring;
    }
    synchronized (this) {
      return isYounger(known, age, now) ? known.ring : read(now).ring;
    }
  }

  private static boolean isYounger(Known read, Duration age, Instant now) {
    return !now.isBefore(read.readAt) && now.isBefore(read.readAt.plus(age));
  }

  /** Reads which entries there are, and opens those that are new; an entry never changes. */
  private synchronized Known read(Instant now) {
    Map<String, SigningKey> byEntry = new LinkedHashMap<>();
    for (String entry : store.ids(kind)) {
      Optional.ofNullable(known.byEntry.get(entry))
          .or(() -> store.get(kind, entry).map(stored -> SigningKey.read(algorithm, stored)))
          .ifPresent(key -> byEntry.put(entry, key));
    }
    known = new Known(byEntry, new KeyRing(new ArrayList<>(byEntry.values()), settings), now);
    return known;
  }
}
