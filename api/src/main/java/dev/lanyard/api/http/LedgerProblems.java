package dev.lanyard.api.http;

import dev.lanyard.eventstore.jdbc.AppendFailed;
import dev.lanyard.eventstore.jdbc.AppendTooLarge;
import dev.lanyard.eventstore.jdbc.ClockBehind;
import dev.lanyard.eventstore.jdbc.LedgerBusy;
import dev.lanyard.eventstore.jdbc.LedgerFull;
import dev.lanyard.eventstore.jdbc.LedgerRefusal;
import java.time.Duration;

/** What is told where a rule accepted and the ledger did not append. */
final class LedgerProblems {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(30);

  private LedgerProblems() {}

  static Problem of(LedgerRefusal refusal) {
    return switch (refusal) {
      case AppendTooLarge _ ->
          Problem.of(
              413, "RequestEntityTooLarge", "What the request asks for is too large to be kept.");
      case LedgerBusy _ -> busy();
      case LedgerFull _ ->
          unavailable("LedgerFull", "The ledger has no room left: nothing was changed.", LATER);
      case ClockBehind _ ->
          unavailable(
              "ClockBehind",
              "The server's clock is behind its ledger: nothing was changed.",
              LATER);
      case AppendFailed failed ->
          unavailable(
              "LedgerUnavailable",
              failed.outcomeKnown()
                  ? "The ledger could not be written: nothing was changed."
                  : "The server stopped before it knew whether the change is durable.",
              LATER);
    };
  }

  /** Other commands were before this one for too long; the same may succeed later. */
  static Problem busy() {
    return unavailable("ServerBusy", "The ledger is busy: nothing was changed.", SOON);
  }

  private static Problem unavailable(String code, String text, Duration wait) {
    return Problem.of(503, code, text).retryAfter(wait);
  }
}
