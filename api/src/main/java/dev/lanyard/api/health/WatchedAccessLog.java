package dev.lanyard.api.health;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.eventstore.AccessLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The access log with its counts, and with what last kept it from recording. */
public final class WatchedAccessLog implements AccessLog {
  private final AccessLog log;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final LastFailure lastFailure = new LastFailure();

  /** Counts what this log records and refuses. */
  public WatchedAccessLog(AccessLog log, InstantSource clock, MeterRegistry meters) {
    this.log = log;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public CompletableFuture<Long> record(AccessEvent event) {
    String kind = event.getClass().getSimpleName();
    return log.record(event)
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                lastFailure.succeeded();
                meters.counter(Meters.ACCESS_APPENDED, Meters.NAME, kind).increment();
              } else {
                lastFailure.failed(clock.instant(), failure);
                meters.counter(Meters.ACCESS_REFUSED, Meters.NAME, kind).increment();
              }
            });
  }

  /** Why the last record was not taken; empty if it was. */
  public Optional<LastFailure.Failure> lastFailure() {
    return lastFailure.current();
  }
}
