package dev.lanyard.api.metrics;

import dev.lanyard.eventstore.jdbc.AccessStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Measures how full and how busy the access log is. */
public final class AccessMeters implements MeterBinder {
  private final AccessStore store;

  /** Measures this access log. */
  public AccessMeters(AccessStore store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(Meters.ACCESS_QUEUE_DEPTH, store, AccessStore::queueDepth).register(registry);
    Gauge.builder(Meters.ACCESS_POSITION, store, log -> log.ledger().head()).register(registry);
    Gauge.builder(Meters.ACCESS_SIZE, store, AccessStore::bytes)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
  }
}
