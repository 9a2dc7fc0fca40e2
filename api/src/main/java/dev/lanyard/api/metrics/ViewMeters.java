package dev.lanyard.api.metrics;

import dev.lanyard.projections.ViewStatus;
import dev.lanyard.projections.Views;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** How far each view is behind the ledger. */
public final class ViewMeters implements MeterBinder {
  private final Views views;

  /** Measures these views. */
  public ViewMeters(Views views) {
    this.views = views;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var view : views.status()) {
      Gauge.builder(Meters.PROJECTION_LAG_EVENTS, () -> of(view.name(), ViewStatus::lagEvents))
          .tag(Meters.VIEW, view.name())
          .register(registry);
      Gauge.builder(
              Meters.PROJECTION_LAG_SECONDS,
              () -> of(view.name(), status -> status.lag().toMillis() / 1_000.0))
          .tag(Meters.VIEW, view.name())
          .register(registry);
      Gauge.builder(
              Meters.PROJECTION_STOPPED,
              () -> of(view.name(), status -> status.stopped().isPresent() ? 1 : 0))
          .tag(Meters.VIEW, view.name())
          .register(registry);
    }
  }

  private double of(String view, ToDoubleFunction<ViewStatus> measure) {
    return views.status().stream()
        .filter(status -> status.name().equals(view))
        .mapToDouble(measure)
        .findFirst()
        .orElse(Double.NaN);
  }
}
