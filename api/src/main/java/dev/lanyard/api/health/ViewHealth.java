package dev.lanyard.api.health;

import dev.lanyard.projections.ViewStatus;
import dev.lanyard.projections.Views;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Whether one view follows the ledger: down where it stopped, degraded where it lags. */
public final class ViewHealth implements HealthIndicator {
  /** It still answers, but worse than it should. */
  public static final Status DEGRADED = new Status("DEGRADED");

  /** How far behind is too far (DESIGN, "Read models"). */
  static final Duration LAG_MAX = Duration.ofSeconds(2);

  private final Views views;
  private final String name;

  /** Watches the view with this name. */
  public ViewHealth(Views views, String name) {
    this.views = views;
    this.name = name;
  }

  @Override
  public Health health() {
    return views.status().stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .map(ViewHealth::of)
        .orElseGet(() -> Health.down().build());
  }

  private static Health of(ViewStatus view) {
    var health =
        view.stopped().isPresent()
            ? Health.down()
            : Health.status(view.lag().compareTo(LAG_MAX) > 0 ? DEGRADED : Status.UP);
    health
        .withDetail("position", view.position())
        .withDetail("lagEvents", view.lagEvents())
        .withDetail("lagSeconds", view.lag().toMillis() / 1_000.0);
    view.stopped()
        .ifPresent(
            stopped ->
                health
                    .withDetail("stoppedAt", stopped.position())
                    .withDetail("cause", stopped.cause()));
    return health.build();
  }
}
