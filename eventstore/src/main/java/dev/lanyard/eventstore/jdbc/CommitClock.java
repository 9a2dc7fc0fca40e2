package dev.lanyard.eventstore.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Says when commits happen: whole microseconds that never decrease. Where the clock was set back,
 * commits carry the time of the last one until the clock has caught up.
 */
final class CommitClock {
  /** Further behind than this and times would mislead: nothing is appended. */
  static final Duration LAG_MAX = Duration.ofMinutes(10);

  /** How long a start waits for a clock that is behind; the rest of the lag shows in health. */
  private static final Duration START_WAIT = Duration.ofSeconds(5);

  private static final long MICROS_PER_SECOND = 1_000_000;

  /** As many as have microseconds that fit into a number of 64 bits. */
  private static final long SECONDS_MAX = Long.MAX_VALUE / MICROS_PER_SECOND - 1;

  private final InstantSource clock;
  private volatile long last;

  CommitClock(InstantSource clock) {
    this.clock = clock;
  }

  /** Learns of the last commit, and waits a bounded time until the clock has passed it. */
  void start(long lastMicros) {
    last = lastMicros;
    long waitUntil = System.nanoTime() + START_WAIT.toNanos();
    while (now() <= last && lag().compareTo(START_WAIT) < 0 && System.nanoTime() < waitUntil) {
      LockSupport.parkNanos(100_000);
    }
  }

  /**
   * The time of a commit that is made now; {@link #committed} confirms it.
   *
   * @throws ClockBehind if the clock is more than {@link #LAG_MAX} behind the last commit
   */
  long stamp() {
    Duration lag = lag();
    if (lag.compareTo(LAG_MAX) > 0) {
      throw new ClockBehind(lag);
    }
    return Math.max(now(), last);
  }

  /** A commit was made with this stamp. */
  void committed(long micros) {
    last = micros;
  }

  /** How far the clock is behind the last commit; zero where it is not. */
  Duration lag() {
    return Duration.of(Math.max(0, last - now()), ChronoUnit.MICROS);
  }

  private long now() {
    return micros(clock.instant());
  }

  /** Microseconds since 1970, rounded down; instants beyond that range count as its end. */
  static long micros(Instant instant) {
    return Math.clamp(instant.getEpochSecond(), -SECONDS_MAX, SECONDS_MAX) * MICROS_PER_SECOND
        + instant.getNano() / 1_000;
  }

  /** The instant of so many microseconds since 1970. */
  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
  }
}
