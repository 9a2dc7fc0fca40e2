package dev.lanyard.api.evidence;

import dev.lanyard.api.http.Problem;
import java.time.Duration;
import java.util.List;

/** The two logs by the names that paths have, and what is asked of them. */
public final class Logs {
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);

  private final List<Checkpointing> logs;

  /** These logs. */
  public Logs(List<Checkpointing> logs) {
    this.logs = List.copyOf(logs);
  }

  /**
   * A log by its name.
   *
   * @throws dev.lanyard.api.http.ProblemException 404 if there is none of this name
   */
  Checkpointing named(String name) {
    return logs.stream()
        .filter(log -> log.log().name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing("There are the logs lifecycle and access."));
  }

  /**
   * The last signed head of a log.
   *
   * @throws dev.lanyard.api.http.ProblemException 503 if there is none
   */
  SignedHead head(Checkpointing log) {
    return log.signed().orElseThrow(() -> unsigned(log));
  }

  /**
   * The last signed head, which covers a position; waits for one where the position was appended a
   * moment ago.
   *
   * @throws dev.lanyard.api.http.ProblemException 404 if there is no such position, 503 if it has
   *     not been signed in time
   */
  SignedHead covering(Checkpointing log, long position) {
    if (position < 1 || position > log.log().log().head().size()) {
      throw missing("The log has no event at this position.");
    }
    return log.await(position, WAIT_MAX).orElseThrow(() -> unsigned(log));
  }

  private static RuntimeException unsigned(Checkpointing log) {
    return Problem.of(
            503, "NotSigned", "The head of the %s log is not signed.".formatted(log.log().name()))
        .retryAfter(Duration.ofSeconds(5))
        .exception();
  }

  /** A 404 in these words. */
  static RuntimeException missing(String what) {
    return Problem.of(404, "NotFound", what).exception();
  }

  /** A 404 for what went with old segments. */
  static RuntimeException dropped(Checkpointing log) {
    return missing(
        "The log begins at position %d: what was before was dropped after its retention."
            .formatted(log.log().log().firstPosition()));
  }

  /** Tiles that are being made again answer soon. */
  static RuntimeException beingMadeAgain() {
    return Problem.of(503, "TilesUnavailable", "The tiles of the log are being made again.")
        .retryAfter(Duration.ofSeconds(5))
        .exception();
  }
}
