package dev.lanyard.api.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Renews an agent's certificate once it can be, and tries again until it is: after a minute, then
 * after twice as long each time, up to an hour.
 */
final class Renewal implements AutoCloseable {
  static final Duration WAIT_MIN = Duration.ofMinutes(1);
  static final Duration WAIT_MAX = Duration.ofHours(1);

  private static final long PAUSE_SECONDS = 20;

  private final AgentIdentity identity;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("renewal").daemon().factory());

  private Instant next;
  private Duration wait = WAIT_MIN;

  /** Renews this, by this clock; {@link #start} has it look. */
  Renewal(AgentIdentity identity, InstantSource clock, Consumer<String> say) {
    this.identity = identity;
    this.clock = clock;
    this.say = say;
    this.next = identity.enrolled().renewAfter();
  }

  /** Begins to look, a few times a minute. */
  void start() {
    var _ = looks.scheduleWithFixedDelay(this::look, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  /** Renews if it is time. */
  synchronized void look() {
    if (clock.instant().isBefore(next)) {
      return;
    }
    try {
      next = identity.renew();
      wait = WAIT_MIN;
    } catch (IOException | RuntimeException failure) {
      next = clock.instant().plus(wait);
      say.accept(
          "Not renewed: %s (the certificate counts until %s, and the next try is at %s)"
              .formatted(failure.getMessage(), identity.enrolled().notAfter(), next));
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(WAIT_MAX) < 0 ? doubled : WAIT_MAX;
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
