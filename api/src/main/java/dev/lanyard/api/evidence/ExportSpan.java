package dev.lanyard.api.evidence;

import dev.lanyard.api.http.Positions;
import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.eventstore.Ledger;
import java.time.temporal.ChronoUnit;

/**
 * The positions that an export is of.
 *
 * @param first of the span
 * @param last of the span, not before it
 */
record ExportSpan(long first, long last) {
  /** About 4 GiB of envelopes; longer spans are exported in parts, whose heads join. */
  static final long EVENTS_MAX = 5_000_000;

  /**
   * The span that is asked for.
   *
   * @param head the last position that there is
   * @throws MalformedValue if an end is none
   * @throws dev.lanyard.api.http.ProblemException 404 if it holds no event, or begins with one that
   *     was dropped; 400 if an end lies beyond the head, or if it is too long
   */
  static ExportSpan of(ExportRequest request, Checkpointing log, Ledger<?> ledger, long head) {
    long kept = log.log().log().firstPosition();
    long first = request.from().map(text -> begin(text, ledger, head)).orElse(kept);
    long last = request.to().map(text -> end(text, ledger, head)).orElse(head);
    if (first < 1 || first > last) {
      throw Logs.missing("The log has no event from the first to the last position.");
    }
    if (first < kept) {
      throw Logs.dropped(log);
    }
    if (last - first >= EVENTS_MAX) {
      throw Problem.of(400, "SpanTooLong", "An export has at most %d events.".formatted(EVENTS_MAX))
          .at("to")
          .exception();
    }
    return new ExportSpan(first, last);
  }

  /** Of an instant: the first position committed from then on. */
  private static long begin(String text, Ledger<?> ledger, long head) {
    return Positions.isPosition(text)
        ? position("from", text, head)
        : ledger.commitAt(Positions.instant("from", text).minus(1, ChronoUnit.MICROS)) + 1;
  }

  /** Of an instant: the last position committed until then. */
  private static long end(String text, Ledger<?> ledger, long head) {
    return Positions.isPosition(text)
        ? position("to", text, head)
        : Math.min(head, ledger.commitAt(Positions.instant("to", text)));
  }

  private static long position(String field, String text, long head) {
    long position = Positions.require(field, text);
    if (position > head) {
      throw Positions.beyondHead(field);
    }
    return position;
  }
}
