package dev.lanyard.api.metrics;

import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Measures the ledger's writing. */
public final class LedgerMeters implements LedgerMetrics {
  private final DistributionSummary batchSize;
  private final Timer latency;

  /** Registers the meters. */
  public LedgerMeters(MeterRegistry meters) {
    this.batchSize = meters.summary(Meters.APPEND_BATCH_SIZE);
    this.latency = meters.timer(Meters.APPEND_LATENCY);
  }

  @Override
  public void batchWritten(int appends, int events, Duration writing) {
    batchSize.record(events);
  }

  @Override
  public void appendAnswered(Duration sinceQueued, boolean durable) {
    if (durable) {
      latency.record(sinceQueued);
    }
  }
}
