package dev.lanyard.projections.replay;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a replay is.
 *
 * @param phase what it does
 * @param events how many of the events are through the phase's work
 * @param total how many there are
 * @param eventsPerSecond since replaying began; 0 in its first second, and in every other phase
 * @param left how long the phase takes at that rate; empty while nobody can tell
 */
public record ReplayProgress(
    Phase phase, long events, long total, long eventsPerSecond, Optional<Duration> left) {

  /** What a replay does, in order. */
  public enum Phase {
    /** It has not begun. */
    WAITING("Waiting"),
    /** Events are read, hashed, checked and folded. */
    REPLAYING("Replaying"),
    /** Events behind the last one are hashed, up to what the ledger has committed to. */
    VERIFYING("Verifying"),
    /** The rebuilt read models are held against the live ones. */
    COMPARING("Comparing"),
    /** It is over. */
    OVER("Over");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /** The word that is told. */
    @Override
    public String toString() {
      return text;
    }
  }
}
