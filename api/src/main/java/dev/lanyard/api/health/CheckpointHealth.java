package dev.lanyard.api.health;

import dev.lanyard.api.evidence.Checkpointing;
import dev.lanyard.api.evidence.OutsidePushing;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether a log's head is signed in time, and kept beyond this machine where that is asked for;
 * degraded where not. Commands go on without.
 */
public final class CheckpointHealth implements HealthIndicator {
  /** Ten times what a checkpoint may take. */
  private static final Duration LAG_MAX = Duration.ofSeconds(10);

  private final Checkpointing checkpoints;
  private final OutsidePushing outside;

  /** Watches the checkpoints of one log, and their copy outside. */
  public CheckpointHealth(Checkpointing checkpoints, OutsidePushing outside) {
    this.checkpoints = checkpoints;
    this.outside = outside;
  }

  @Override
  public Health health() {
    var failure = checkpoints.failure();
    var outsideFailure = outside.failure();
    boolean late = checkpoints.lag().compareTo(LAG_MAX) > 0;
    var health =
        Health.status(
                failure.isPresent() || outsideFailure.isPresent() || late
                    ? ViewHealth.DEGRADED
                    : Status.UP)
            .withDetail("origin", checkpoints.log().origin())
            .withDetail("lagSeconds", checkpoints.lag().toMillis() / 1_000.0);
    checkpoints
        .signed()
        .ifPresent(
            head ->
                health
                    .withDetail("position", head.size())
                    .withDetail("signedAt", head.madeAt().toString()));
    if (outside.configured()) {
      health
          .withDetail("outsidePosition", outside.position())
          .withDetail("outsideLagPositions", outside.lagPositions());
    }
    outsideFailure.ifPresent(why -> health.withDetail("outsideCause", why));
    failure.ifPresent(why -> health.withDetail("cause", why));
    return health.build();
  }
}
