package dev.lanyard.api.metrics;

import dev.lanyard.projections.state.StateQueries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts orphans when it is asked, and not more often than every few seconds. */
public final class Orphans implements MeterBinder {
  /** How long a count is told again: it reads whole tables. */
  static final Duration KEPT = Duration.ofSeconds(15);

  private final StateQueries state;
  private final InstantSource clock;
  private Counted last = new Counted(Double.NaN, Instant.MIN);

  private record Counted(double orphans, Instant at) {}

  /** Counts in this view. */
  public Orphans(StateQueries state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(Meters.ORPHANS, this::count).register(registry);
  }

  private synchronized double count() {
    var now = clock.instant();
    if (last.at.equals(Instant.MIN) || now.isAfter(last.at.plus(KEPT))) {
      last = new Counted(state.orphans(), now);
    }
    return last.orphans;
  }
}
