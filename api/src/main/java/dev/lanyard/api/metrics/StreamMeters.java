package dev.lanyard.api.metrics;

import dev.lanyard.api.audit.AuditStreams;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Measures how many streams of events there are, and how far their readers hold them up. */
public final class StreamMeters implements MeterBinder {
  private final AuditStreams streams;

  /** Measures these streams. */
  public StreamMeters(AuditStreams streams) {
    this.streams = streams;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(Meters.STREAMS_OPEN, streams, AuditStreams::open).register(registry);
    Gauge.builder(Meters.STREAMS_HELD, streams, AuditStreams::held)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
  }
}
