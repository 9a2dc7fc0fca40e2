package dev.lanyard.api.health;

import dev.lanyard.eventstore.jdbc.AccessStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether the access log takes records: down where its writer has ended, degraded where it did not
 * take the last one, or takes only the issue of tokens because four fifths of its budget are used.
 * Without it no token is issued and no reviewer reads; commands go on.
 */
public final class AccessHealth implements HealthIndicator {
  private final AccessStore store;
  private final WatchedAccessLog log;

  /** Watches this access log. */
  public AccessHealth(AccessStore store, WatchedAccessLog log) {
    this.store = store;
    this.log = log;
  }

  @Override
  public Health health() {
    var failure = log.lastFailure();
    var essentialsOnly = store.takesOnlyEssentials();
    var answers = failure.isPresent() || essentialsOnly ? ViewHealth.DEGRADED : Status.UP;
    var health = Health.status(store.isWriting() ? answers : Status.DOWN);
    health
        .withDetail("writing", store.isWriting())
        .withDetail("position", store.ledger().head())
        .withDetail("firstPosition", store.ledger().firstPosition())
        .withDetail("queueDepth", store.queueDepth())
        .withDetail("bytes", store.bytes())
        .withDetail("takesOnlyTokenIssue", essentialsOnly);
    failure.ifPresent(
        why ->
            health
                .withDetail("lastRecordFailedAt", why.at().toString())
                .withDetail("cause", why.cause()));
    return health.build();
  }
}
