package dev.lanyard.api.security;

import java.time.Duration;

/**
 * How often one may come.
 *
 * @param atOnce how many at once, after a long enough pause; 1 at least where there is a limit
 * @param refill how many more in each period; 0 for no limit at all
 * @param period in which the refill comes, little by little
 */
public record Allowance(long atOnce, long refill, Duration period) {
  private static final int SECONDS_AT_ONCE = 2;
  private static final int MINUTES_AT_ONCE = 60;

  /** So many a second, and twice as many at once; 0 for no limit. */
  public static Allowance perSecond(int rate) {
    return new Allowance((long) SECONDS_AT_ONCE * rate, rate, Duration.ofSeconds(1));
  }

  /** So many a minute, and those of an hour at once; 0 for no limit. */
  public static Allowance perMinute(int rate) {
    return new Allowance((long) MINUTES_AT_ONCE * rate, rate, Duration.ofMinutes(1));
  }

  /** Whether there is any limit. */
  boolean limits() {
    return refill > 0;
  }

  /** After so long without a visit, all that comes at once is there again. */
  Duration whole() {
    return limits() ? period.multipliedBy(atOnce).dividedBy(refill) : Duration.ZERO;
  }
}
