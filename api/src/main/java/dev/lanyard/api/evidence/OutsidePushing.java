package dev.lanyard.api.evidence;

import dev.lanyard.api.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the copy of one log's last head at a URL up to date: always the last one, tried again after
 * growing pauses while that fails. Nobody waits for it. Before the first head is put there, the log
 * is held against the one that is there, so that none is replaced that the log does not contain.
 */
public final class OutsidePushing implements SmartLifecycle {
  /** Between two heads: what was signed meanwhile is covered by the next one. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration PAUSE_AFTER_FAILURE_MAX = Duration.ofSeconds(60);

  /** How long one look for a head takes; only says how often nothing is found. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(OutsidePushing.class);

  private final Checkpointing log;
  private final Optional<OutsideCopy> copy;
  private final Counter failures;
  private final int phase;
  private boolean compared;
  private volatile long position;
  private volatile Optional<String> failure = Optional.empty();
  private @Nullable Thread thread;

  /**
   * Makes the automation; without a URL it does nothing.
   *
   * @param phase that of the checkpoints: neither is needed without the other
   */
  public OutsidePushing(Checkpointing log, MeterRegistry meters, int phase) {
    this.log = log;
    this.copy = log.outside().url();
    this.failures =
        meters.counter(Meters.CHECKPOINT_OUTSIDE_FAILURES, Meters.NAME, log.log().name());
    this.phase = phase;
    if (copy.isPresent()) {
      Gauge.builder(Meters.CHECKPOINT_OUTSIDE_LAG_EVENTS, this, OutsidePushing::lagPositions)
          .tag(Meters.NAME, log.log().name())
          .register(meters);
    }
  }

  /** Whether there is a URL. */
  public boolean configured() {
    return copy.isPresent();
  }

  /** Up to which position the log is covered by the head at the URL; 0 while that is not known. */
  public long position() {
    return position;
  }

  /** How many events the log has that no head at the URL covers. */
  public long lagPositions() {
    return Math.max(0, log.end() - position);
  }

  /** Why the last try failed; empty where it did not. */
  public Optional<String> failure() {
    return failure;
  }

  @Override
  public synchronized void start() {
    thread =
        Thread.ofVirtual()
            .name(log.log().name() + "-outside")
            .start(() -> copy.ifPresent(this::run));
  }

  private void run(OutsideCopy at) {
    Duration pause = PAUSE;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<SignedHead> head = log.await(position + 1, LOOK);
        if (head.isPresent()) {
          pause = push(at, head.get()) ? PAUSE : longer(pause);
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(PAUSE_AFTER_FAILURE_MAX) < 0 ? twice : PAUSE_AFTER_FAILURE_MAX;
  }

  /** Returns whether the head is there now. */
  private boolean push(OutsideCopy at, SignedHead head) {
    try {
      if (!compared) {
        at.read().ifPresent(kept -> new Continuity(log.log()).require(kept, head.size()));
        compared = true;
      }
      at.write(head);
    } catch (IOException | RuntimeException failed) {
      if (!Thread.currentThread().isInterrupted()) {
        note(at, String.valueOf(failed.getMessage()));
      }
      return false;
    }
    position = head.size();
    if (failure.isPresent()) {
      LOG.info("The head of the {} log is kept at {} again", log.log().name(), at.place().name());
    }
    failure = Optional.empty();
    return true;
  }

  /** What stays as it is fills no log. */
  private void note(OutsideCopy at, String why) {
    failures.increment();
    if (!failure.equals(Optional.of(why))) {
      LOG.warn("{} has not the last head: {}", at.place().name(), why);
    }
    failure = Optional.of(why);
  }

  /** The head of what was appended last is signed first, and put there if that is possible now. */
  @Override
  public void stop() {
    // Spring would stop the checkpoints after what depends on them, whatever the phases.
    log.stop();
    Thread ending;
    synchronized (this) {
      ending = thread;
      thread = null;
    }
    if (ending == null) {
      return;
    }
    ending.interrupt();
    try {
      ending.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return;
    }
    if (copy.isPresent() && failure.isEmpty()) {
      log.signed().filter(head -> head.size() > position).ifPresent(head -> push(copy.get(), head));
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
