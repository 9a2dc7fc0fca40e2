package dev.lanyard.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * How often each of many may come: a token bucket a key (bucket4j), so many a second and twice as
 * many at once. Keys that did not come for a while are forgotten, with a bucket that is full again.
 *
 * @param <K> whose requests are counted together
 */
public final class Rates<K> {
  /** Most keys that are remembered; beyond them the least used begin anew. */
  static final int KEYS_MAX = 50_000;

  private static final int BURST = 2;
  private static final Duration FORGET_AFTER = Duration.ofSeconds(10);

  private final int perSecond;
  private final LoadingCache<K, Bucket> buckets;

  /**
   * Makes a limit.
   *
   * @param perSecond 0 for none
   */
  public Rates(int perSecond) {
    this.perSecond = perSecond;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .expireAfterAccess(FORGET_AFTER)
            .build(_ -> bucket());
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity((long) BURST * perSecond)
                    .refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Whether there is any limit. */
  boolean limits() {
    return perSecond > 0;
  }

  /** Counts a request; tells how long to wait if it is one too many. */
  Optional<Duration> tooMany(K key) {
    if (!limits()) {
      return Optional.empty();
    }
    var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }
}
