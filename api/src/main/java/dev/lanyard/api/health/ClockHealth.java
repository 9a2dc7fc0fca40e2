package dev.lanyard.api.health;

import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Whether the clock has fallen behind what the ledger has already stamped. */
public final class ClockHealth implements HealthIndicator {
  /** How far behind is too far (DESIGN, "Commits and time"). */
  static final Duration BEHIND_MAX = Duration.ofSeconds(60);

  private final Ledger<Recorded> ledger;
  private final InstantSource clock;

  /** Holds this clock against this ledger. */
  public ClockHealth(Ledger<Recorded> ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Health health() {
    var now = clock.instant();
    var behind = ledger.committedAt(ledger.head()).map(last -> behind(now, last));
    boolean tooFar = behind.filter(far -> far.compareTo(BEHIND_MAX) > 0).isPresent();
    return Health.status(tooFar ? ViewHealth.DEGRADED : Status.UP)
        .withDetail("now", now.toString())
        .withDetail("behindSeconds", behind.orElse(Duration.ZERO).toSeconds())
        .build();
  }

  private static Duration behind(Instant now, Instant last) {
    return now.isBefore(last) ? Duration.between(now, last) : Duration.ZERO;
  }
}
