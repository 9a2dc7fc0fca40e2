package dev.lanyard.api.compliance;

import dev.lanyard.api.metrics.Meters;
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
 * Sees to it that the end of every replay is told and put on record. It keeps no state: what a
 * crash or a failure left undone it finds at its next look.
 */
public final class ReplayRecorder implements SmartLifecycle {
  private static final long LOOK_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(ReplayRecorder.class);

  private final Replays replays;
  private final Counter failures;
  private final int phase;
  private @Nullable ScheduledExecutorService looks;

  /**
   * Makes the automation; it looks once it is started.
   *
   * @param phase after which other parts it starts, and before which it stops
   */
  public ReplayRecorder(Replays replays, MeterRegistry meters, int phase) {
    this.replays = replays;
    this.failures = meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "ReplayRecorder");
    this.phase = phase;
  }

  /** Looks after each replay by itself: one whose files cannot be used stops no other. */
  void look() {
    for (ReplayTicket ticket : replays.outstanding()) {
      try {
        replays.settle(ticket);
      } catch (RuntimeException failure) {
        failures.increment();
        LOG.error("The end of replay {} is not kept yet: {}", ticket.id(), failure.toString());
      }
    }
  }

  @Override
  public synchronized void start() {
    looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("replay-records").daemon().factory());
    var _ = looks.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** A replay that is under way is cut off; the next start tells of it. */
  @Override
  public void stop() {
    synchronized (this) {
      if (looks != null) {
        looks.shutdownNow();
        looks = null;
      }
    }
    replays.cutOff();
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
