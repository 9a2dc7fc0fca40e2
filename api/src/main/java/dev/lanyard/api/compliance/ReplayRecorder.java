package dev.lanyard.api.compliance;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Sees to it that the end of every replay is told and put on record. It keeps no state: what a
 * crash or a failure left undone it finds at its next look.
 */
public final class ReplayRecorder implements SmartLifecycle {
  private static final long LOOK_SECONDS = 5;

  private final Replays replays;
  private final int phase;
  private @Nullable ScheduledExecutorService looks;

  /**
   * Makes the automation; it looks once it is started.
   *
   * @param phase after which other parts it starts, and before which it stops
   */
  public ReplayRecorder(Replays replays, int phase) {
    this.replays = replays;
    this.phase = phase;
  }

  private void look() {
    replays.outstanding().forEach(replays::settle);
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
