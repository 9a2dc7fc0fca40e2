package dev.lanyard.api.automation;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.tokens.SigningKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sees to it that there is a key that signs tokens, that its successor is published before it
 * signs, and that a retired key stays published until its last token has ended. It keeps no state:
 * what it missed it finds at its next look.
 */
public final class SigningKeyRotation implements SmartLifecycle {
  private static final long PAUSE_HOURS = 24;
  private static final long PAUSE_AFTER_FAILURE_SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeyRotation.class);

  private final SigningKeys keys;
  private final Counter failures;
  private final int phase;
  private @Nullable ScheduledExecutorService looks;

  /**
   * Makes the automation; it looks once it is started.
   *
   * @param phase after which other parts it starts, and before which it stops
   */
  public SigningKeyRotation(SigningKeys keys, MeterRegistry meters, int phase) {
    this.keys = keys;
    this.failures = meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "SigningKeyRotation");
    this.phase = phase;
  }

  /** Looks; after a failure, soon again. */
  private void look(ScheduledExecutorService looks) {
    try {
      keys.rotateIfDue();
    } catch (RuntimeException failure) {
      failures.increment();
      LOG.warn("Signing keys could not be looked after: {}", failure.toString());
      var _ = looks.schedule(() -> look(looks), PAUSE_AFTER_FAILURE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The first look is over before anything that starts later: there is a key by then. */
  @Override
  public synchronized void start() {
    keys.rotateIfDue();
    var executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("signing-key-rotation").daemon().factory());
    var _ =
        executor.scheduleWithFixedDelay(
            () -> look(executor), PAUSE_HOURS, PAUSE_HOURS, TimeUnit.HOURS);
    looks = executor;
  }

  @Override
  public synchronized void stop() {
    if (looks != null) {
      looks.shutdownNow();
      looks = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return looks != null;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
