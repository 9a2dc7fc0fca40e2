package dev.lanyard.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often each of many may come: a token bucket a key (bucket4j). Keys that did not come for a
 * while are forgotten, once their bucket is full again: forgetting gives nothing away.
 *
 * @param <K> whose requests are counted together
 */
public final class Rates<K> {
  /** Most keys that are remembered; beyond them the least used begin anew. */
  static final int KEYS_MAX = 50_000;

  private static final Duration FORGET_AFTER_MIN = Duration.ofSeconds(10);

  private final Allowance allowance;
  private final LongSupplier nanos;
  private final LoadingCache<K, Bucket> buckets;

  /** Makes a limit of so many a second, and twice as many at once; 0 for none. */
  public Rates(int perSecond) {
    this(Allowance.perSecond(perSecond));
  }

  /** Makes a limit for each key. */
  public Rates(Allowance allowance) {
    this(allowance, System::nanoTime);
  }

  /**
   * Makes a limit for each key.
   *
   * @param nanos tells how time goes on, from an origin of its own
   */
  Rates(Allowance allowance, LongSupplier nanos) {
    this.allowance = allowance;
    this.nanos = nanos;
    Duration whole = allowance.whole();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(KEYS_MAX)
            .ticker(nanos::getAsLong)
            .expireAfterAccess(whole.compareTo(FORGET_AFTER_MIN) > 0 ? whole : FORGET_AFTER_MIN)
            .build(_ -> bucket());
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(new Nanos(nanos))
        .addLimit(
            limit ->
                limit
                    .capacity(allowance.atOnce())
                    .refillGreedy(allowance.refill(), allowance.period()))
        .build();
  }

  /** The time of the buckets; unlike a clock on the wall, nobody sets it. */
  private record Nanos(LongSupplier source) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return source.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /**
   * Counts a request; tells how long to wait if it is one too many.
   *
   * @return whole seconds, one at least: after them there is room for one more
   */
  public Optional<Duration> tooMany(K key) {
    if (!allowance.limits()) {
      return Optional.empty();
    }
    var probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(wholeSeconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  private static Duration wholeSeconds(Duration wait) {
    return Duration.ofSeconds(wait.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
