package dev.lanyard.api.health;

import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the ledger takes facts: down where its writer has ended, degraded where the last append
 * failed.
 */
public final class StoreHealth implements HealthIndicator {
  private final EmbeddedLedger store;
  private final LastFailure lastFailure;

  /** Watches this ledger. */
  public StoreHealth(EmbeddedLedger store, LastFailure lastFailure) {
    this.store = store;
    this.lastFailure = lastFailure;
  }

  @Override
  public Health health() {
    var failure = lastFailure.current();
    var answers = failure.isPresent() ? ViewHealth.DEGRADED : Status.UP;
    var health = Health.status(store.isWriting() ? answers : Status.DOWN);
    health
        .withDetail("writing", store.isWriting())
        .withDetail("position", store.ledger().head())
        .withDetail("queueDepth", store.queueDepth())
        .withDetail("walBytes", store.walBytes());
    failure.ifPresent(
        why ->
            health
                .withDetail("lastAppendFailedAt", why.at().toString())
                .withDetail("cause", why.cause()));
    return health.build();
  }
}
