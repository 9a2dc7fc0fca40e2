package dev.lanyard.api.compliance;

import dev.lanyard.projections.replay.ReplayProgress;
import java.util.Optional;

/**
 * How a replay stands.
 *
 * @param asked what was asked for, by whom and when
 * @param state {@code Running}, or the outcome: {@code Clean}, {@code Findings}, {@code Cancelled},
 *     {@code Failed} or {@code Interrupted}; {@code Unreadable} where the file of its report was
 *     changed and is none any more
 * @param progress how far it is, while it is running
 * @param report what came of it, once it is over
 */
public record ReplayStatus(
    ReplayTicket asked, String state, Optional<Progress> progress, Optional<Report> report) {
  static final String RUNNING = "Running";
  static final String UNREADABLE = "Unreadable";

  /**
   * How far a replay is.
   *
   * @param phase {@code Waiting}, {@code Replaying}, {@code Verifying}, {@code Comparing} or {@code
   *     Over}
   * @param events how many of the events are through the phase's work
   * @param total how many there are
   * @param eventsPerSecond since {@code Replaying} began; absent in its first second, and in every
   *     other phase
   * @param secondsLeft how long the phase takes at that rate; absent as the rate is
   */
  public record Progress(
      String phase,
      long events,
      long total,
      Optional<Long> eventsPerSecond,
      Optional<Long> secondsLeft) {
    static Progress of(ReplayProgress progress) {
      return new Progress(
          progress.phase().toString(),
          progress.events(),
          progress.total(),
          Optional.of(progress.eventsPerSecond()).filter(rate -> rate > 0),
          progress.left().map(left -> left.toSeconds()));
    }
  }

  /**
   * What came of a replay.
   *
   * @param link where the report is
   * @param sha256 of its bytes in JSON, 64 hexadecimal digits
   * @param signature a statement about these bytes, as they were kept: a signed note by the
   *     lifecycle log's key; absent where its file is gone
   * @param recorded whether its end is in the ledger yet
   */
  public record Report(String link, String sha256, Optional<String> signature, boolean recorded) {}
}
