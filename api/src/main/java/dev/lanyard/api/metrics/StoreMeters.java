package dev.lanyard.api.metrics;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Measures how full and how busy the ledger is. */
public final class StoreMeters implements MeterBinder {
  private final EmbeddedLedger<Recorded> store;

  /** Measures this ledger. */
  public StoreMeters(EmbeddedLedger<Recorded> store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(Meters.APPEND_QUEUE_DEPTH, store, EmbeddedLedger::queueDepth).register(registry);
    Gauge.builder(Meters.LEDGER_POSITION, store, ledger -> ledger.ledger().head())
        .register(registry);
    Gauge.builder(Meters.LEDGER_WAL_SIZE, store, EmbeddedLedger::walBytes)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
  }
}
