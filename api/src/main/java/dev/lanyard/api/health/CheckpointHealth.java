package dev.lanyard.api.health;

import dev.lanyard.api.evidence.Checkpointing;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Whether a log's head is signed in time; degraded where it is not. Commands go on without. */
public final class CheckpointHealth implements HealthIndicator {
  /** Ten times what a checkpoint may take. */
  private static final Duration LAG_MAX = Duration.ofSeconds(10);

  private final Checkpointing checkpoints;

  /** Watches the checkpoints of one log. */
  public CheckpointHealth(Checkpointing checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  public Health health() {
    var failure = checkpoints.failure();
    boolean late = checkpoints.lag().compareTo(LAG_MAX) > 0;
    var health =
        Health.status(failure.isPresent() || late ? ViewHealth.DEGRADED : Status.UP)
            .withDetail("origin", checkpoints.log().origin())
            .withDetail("lagSeconds", checkpoints.lag().toMillis() / 1_000.0);
    checkpoints
        .signed()
        .ifPresent(
            head ->
                health
                    .withDetail("position", head.size())
                    .withDetail("signedAt", head.madeAt().toString()));
    failure.ifPresent(why -> health.withDetail("cause", why));
    return health.build();
  }
}
