package dev.lanyard.api.automation;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.eventstore.jdbc.AccessStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets records of the access log go when all of their segment is older than the retention, once the
 * lifecycle ledger says what they told: at the start, and once a day. It keeps no state; what it
 * could not drop, it drops at its next look.
 */
public final class AccessRetention implements SmartLifecycle {
  private static final long PAUSE_HOURS = 24;
  private static final Logger LOG = LoggerFactory.getLogger(AccessRetention.class);

  private final AccessStore store;
  private final UsageSummaries summaries;
  private final Duration retention;
  private final InstantSource clock;
  private final Counter failures;
  private final int phase;
  private @Nullable ScheduledExecutorService looks;

  /**
   * Makes the automation; it looks once it is started.
   *
   * @param retention how old a record becomes at least
   * @param phase after which other parts it starts, and before which it stops
   */
  public AccessRetention(
      AccessStore store,
      UsageSummaries summaries,
      Duration retention,
      InstantSource clock,
      MeterRegistry meters,
      int phase) {
    this.store = store;
    this.summaries = summaries;
    this.retention = retention;
    this.clock = clock;
    this.failures = meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "AccessRetention");
    this.phase = phase;
  }

  /** Sums up and drops what is old enough, and waits until that is done. */
  void look() {
    try {
      long before = store.ledger().firstPosition();
      long first = drop(clock.instant().minus(retention), before);
      if (first > before) {
        LOG.info("The access log begins at position {}: what was before is too old", first);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException failure) {
      failures.increment();
      LOG.warn("Old records of the access log are still there: {}", failure.toString());
    }
  }

  /** One summary after the other, so that a look that is stopped has done its first part. */
  private long drop(Instant olderThan, long firstKept)
      throws InterruptedException, ExecutionException {
    long last = store.lastDroppable(olderThan);
    long first = firstKept;
    while (first <= last && !Thread.currentThread().isInterrupted()) {
      long through = summaries.summarise(first, last);
      long next = store.dropOlder(olderThan, through).get();
      if (next <= first) {
        break;
      }
      first = next;
    }
    return first;
  }

  @Override
  public synchronized void start() {
    looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("access-retention").daemon().factory());
    var _ = looks.scheduleWithFixedDelay(this::look, 0, PAUSE_HOURS, TimeUnit.HOURS);
  }

  /** Waits for the summary or the segment that is at hand. */
  @Override
  public synchronized void stop() {
    if (looks != null) {
      looks.shutdownNow();
      looks.close();
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
