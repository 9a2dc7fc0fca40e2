package dev.lanyard.api.health;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.Inspection;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the ledger takes facts: down where its writer has ended or its rows are damaged, degraded
 * where the last append failed.
 */
public final class StoreHealth implements HealthIndicator {
  private final EmbeddedLedger<Recorded> store;
  private final LastFailure lastFailure;
  private final LedgerInspection inspection;

  /** Watches this ledger. */
  public StoreHealth(
      EmbeddedLedger<Recorded> store, LastFailure lastFailure, LedgerInspection inspection) {
    this.store = store;
    this.lastFailure = lastFailure;
    this.inspection = inspection;
  }

  @Override
  public Health health() {
    var failure = lastFailure.current();
    var answers = failure.isPresent() ? ViewHealth.DEGRADED : Status.UP;
    var tree = inspection.found();
    boolean damaged = tree.flatMap(Inspection::damage).isPresent();
    var health = Health.status(store.isWriting() && !damaged ? answers : Status.DOWN);
    health
        .withDetail("writing", store.isWriting())
        .withDetail("position", store.ledger().head())
        .withDetail("queueDepth", store.queueDepth())
        .withDetail("walBytes", store.walBytes())
        .withDetail("tree", tree.map(StoreHealth::told).orElse("being inspected"));
    failure.ifPresent(
        why ->
            health
                .withDetail("lastAppendFailedAt", why.at().toString())
                .withDetail("cause", why.cause()));
    return health.build();
  }

  private static String told(Inspection inspection) {
    return inspection
        .damage()
        .orElseGet(() -> inspection.events() + " events as they were written");
  }
}
