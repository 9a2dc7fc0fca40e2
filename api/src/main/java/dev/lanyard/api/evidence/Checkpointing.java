package dev.lanyard.api.evidence;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.eventstore.Ledger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has a log's head signed within a second of each append, by a thread of its own: at once after a
 * quiet time, and no more often than {@link #PAUSE} allows.
 */
public final class Checkpointing implements SmartLifecycle {
  /** Between two checkpoints: a quarter of the promised second is left to make one. */
  static final Duration PAUSE = Duration.ofMillis(750);

  /** Before what failed is tried again. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);

  private final ServedLog log;
  private final Ledger<?> ledger;
  private final Outside outside;
  private final CheckpointMaker maker;
  private final SignedHeads heads = new SignedHeads();
  private final Counter failures;
  private final int phase;
  private @Nullable Thread thread;
  private @Nullable AutoCloseable subscription;
  private boolean running;
  private boolean rung;
  private volatile Optional<String> failure = Optional.empty();

  /**
   * Makes the automation.
   *
   * @param ledger says when there is more to sign
   * @param outside where the last head is kept outside of the store
   * @param phase before which other parts it starts, and after which it stops
   */
  public Checkpointing(
      ServedLog log,
      Ledger<?> ledger,
      Outside outside,
      InstantSource clock,
      MeterRegistry meters,
      int phase) {
    this.log = log;
    this.ledger = ledger;
    this.outside = outside;
    this.maker = new CheckpointMaker(log, outside, clock);
    this.failures = meters.counter(Meters.CHECKPOINT_FAILURES, Meters.NAME, log.name());
    this.phase = phase;
    Gauge.builder(Meters.CHECKPOINT_LAG_SECONDS, heads, known -> known.lag().toMillis() / 1_000.0)
        .tag(Meters.NAME, log.name())
        .register(meters);
  }

  /** Which log. */
  public ServedLog log() {
    return log;
  }

  /** Where its last head is kept outside of the store. */
  Outside outside() {
    return outside;
  }

  /** The last position that the log has, signed or not. */
  long end() {
    return ledger.head();
  }

  /** For how long the log has had events that no checkpoint covers; zero where it has none. */
  public Duration lag() {
    return heads.lag();
  }

  /** Why the last try failed; empty where it did not. */
  public Optional<String> failure() {
    return failure;
  }

  /** The last signed head; empty where none could be made since the start. */
  public Optional<SignedHead> signed() {
    return heads.last();
  }

  /** As {@link SignedHeads#await}. */
  Optional<SignedHead> await(long position, Duration waitMax) {
    return heads.await(position, waitMax);
  }

  /** Takes cosignatures of a signed head: keeps them, and shows them if it is still the last. */
  void cosigned(SignedHead head) {
    log.keep(head);
    heads.cosigned(head);
  }

  /**
   * Compares the log with what was signed of it, signs its head, and begins to follow it.
   *
   * @throws StartRefused if the log is not a continuation of what was signed
   */
  @Override
  public void start() {
    try {
      sign();
    } catch (HeadNotContained refused) {
      throw new StartRefused(String.valueOf(refused.getMessage()));
    } catch (RuntimeException failed) {
      note(failed);
    }
    subscription = ledger.onAppend(_ -> ring());
    synchronized (this) {
      running = true;
      rung = true;
      thread = Thread.ofPlatform().name(log.name() + "-checkpoints").daemon().start(this::run);
    }
  }

  private void ring() {
    heads.appended();
    synchronized (this) {
      rung = true;
      notifyAll();
    }
  }

  private void run() {
    try {
      while (awaitMore()) {
        Duration pause = PAUSE;
        try {
          sign();
        } catch (RuntimeException failed) {
          note(failed);
          ring();
          pause = PAUSE_AFTER_FAILURE;
        }
        rest(System.nanoTime() + pause.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitMore() throws InterruptedException {
    while (running && !rung) {
      wait();
    }
    rung = false;
    return running;
  }

  /** Whoever rings before the time is over is served when it is. */
  private synchronized void rest(long until) throws InterruptedException {
    long millis = (until - System.nanoTime()) / 1_000_000;
    while (running && millis > 0) {
      wait(millis);
      millis = (until - System.nanoTime()) / 1_000_000;
    }
  }

  private void sign() {
    long lookedAt = System.nanoTime();
    SignedHead head = maker.make();
    heads.signed(head, lookedAt, ledger.head());
    maker.putOutside(head);
    failure = Optional.empty();
  }

  private void note(RuntimeException failed) {
    failures.increment();
    failure = Optional.of(String.valueOf(failed.getMessage()));
    LOG.error("The head of the {} log is not signed, or not kept outside", log.name(), failed);
  }

  /** Ends the thread, and signs what was appended last. */
  @Override
  public void stop() {
    Thread ending;
    synchronized (this) {
      ending = thread;
      running = false;
      thread = null;
      notifyAll();
    }
    if (ending == null) {
      return;
    }
    try (var _ = subscription) {
      ending.join();
      sign();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception failed) {
      LOG.warn("The last head of the {} log is not signed: {}", log.name(), failed.toString());
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
