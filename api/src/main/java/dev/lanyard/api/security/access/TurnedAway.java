package dev.lanyard.api.security.access;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.eventstore.AccessLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts requests that did not prove who made them, or came too often, by address and second, and
 * records each count once (DESIGN, "Two logs"): noise costs one record an address and second, and
 * nobody waits for it.
 */
public final class TurnedAway implements AutoCloseable {
  /** Addresses of one second that are counted by themselves. */
  static final int ADDRESSES_MAX = 4_096;

  /** The address under which all further ones of a second are counted. */
  static final String OTHER = "other";

  private static final long PAUSE_MILLIS = 1_000;
  private static final long CLOSE_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(TurnedAway.class);

  private final AccessLog log;
  private final InstantSource clock;
  private @Nullable ScheduledExecutorService looks;

  // The second that is being counted, and its counts: by address, then by code.
  private Instant second = Instant.MIN;
  private Map<String, Map<String, Long>> counts = new HashMap<>();
  private List<CallersTurnedAway> over = new ArrayList<>();

  /** Counts into this log; {@link #start} has it recorded every second. */
  public TurnedAway(AccessLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Begins to record what was counted, once a second. */
  public synchronized void start() {
    looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("turned-away").daemon().factory());
    var _ =
        looks.scheduleWithFixedDelay(
            () -> {
              var _ = look();
            },
            PAUSE_MILLIS,
            PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /**
   * A request was turned away.
   *
   * @param address where it came from
   * @param code of the error that it got; one of few
   */
  public synchronized void count(String address, String code) {
    roll(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    String counted = counts.size() < ADDRESSES_MAX || counts.containsKey(address) ? address : OTHER;
    counts.computeIfAbsent(counted, _ -> new HashMap<>()).merge(code, 1L, Long::sum);
  }

  /** A clock that was set back goes on counting in the second that it had reached. */
  private void roll(Instant now) {
    if (now.isAfter(second)) {
      counts.forEach(
          (address, codes) -> over.add(new CallersTurnedAway(Personal.of(address), second, codes)));
      counts = new HashMap<>();
      second = now;
    }
  }

  private synchronized List<CallersTurnedAway> takeOver(Instant now) {
    roll(now);
    List<CallersTurnedAway> taken = over;
    over = new ArrayList<>();
    return taken;
  }

  /** Records the seconds that are over. What the log does not take is lost, and told. */
  CompletableFuture<Void> look() {
    return record(takeOver(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
  }

  private CompletableFuture<Void> record(List<CallersTurnedAway> seconds) {
    return CompletableFuture.allOf(
            seconds.stream().map(log::record).toArray(CompletableFuture<?>[]::new))
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("Not all callers turned away are on record: {}", failure.toString());
              }
            });
  }

  /** Records all that was counted, and waits a bounded time until it is durable. */
  @Override
  public void close() {
    synchronized (this) {
      if (looks != null) {
        looks.shutdownNow();
        looks = null;
      }
    }
    try {
      record(takeOver(Instant.MAX)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warn("The last callers turned away may not be on record: {}", failure.toString());
    }
  }
}
