package dev.lanyard.api.audit;

import dev.lanyard.api.http.Moments;
import dev.lanyard.api.http.ServerSentEvents;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads for one stream what comes next of the trail, oldest first, a piece at a time: what a slow
 * reader has not taken yet is one piece, and nothing else is read for it. Used by one thread at a
 * time.
 */
final class Feed {
  /** Most rows that are looked at for one piece. */
  static final int ROWS_MAX = 100;

  /** A piece ends with the event that reaches so many bytes. */
  static final int BYTES_MAX = 256 * 1024;

  private final AuditQueries audit;
  private final CloudEvents events;
  private final InstantSource clock;
  private final AuditFilter filter;
  private int rows = ROWS_MAX;

  /**
   * One event as it is sent.
   *
   * @param bytes a block of {@link ServerSentEvents}
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes on their way out, compared by no one.
  record Frame(long position, byte[] bytes) {}

  /**
   * What comes next.
   *
   * @param frames what the reader sees of it; may be none
   * @param position up to which all was looked at
   * @param more whether more is there already
   * @param over whether nothing can follow, ever
   */
  record Piece(List<Frame> frames, long position, boolean more, boolean over) {
    Piece {
      frames = List.copyOf(frames);
    }

    long bytes() {
      return frames.stream().mapToLong(frame -> frame.bytes().length).sum();
    }
  }

  /** Reads the rows that match. */
  Feed(AuditQueries audit, CloudEvents events, InstantSource clock, AuditFilter filter) {
    this.audit = audit;
    this.events = events;
    this.clock = clock;
    this.filter = filter;
  }

  /**
   * The next piece.
   *
   * @param after the position behind which it begins
   * @param seen whether the reader sees a row
   */
  Piece next(long after, Predicate<AuditRow> seen) {
    boolean settled = isSettled();
    long head = events.head();
    long known = audit.position();
    Page<AuditRow> page =
        audit.events(
            filter, Order.OLDEST_FIRST, new Paging(Optional.of(Long.toString(after)), rows));
    List<Frame> frames = new ArrayList<>();
    long position = after;
    long bytes = 0;
    int taken = 0;
    while (taken < page.items().size() && bytes < BYTES_MAX) {
      AuditRow row = page.items().get(taken++);
      if (seen.test(row)) {
        Frame frame = frame(row);
        frames.add(frame);
        bytes += frame.bytes().length;
      }
      position = row.position();
    }
    boolean more = taken < page.items().size() || page.next().isPresent();
    // Large rows are read again when their turn comes: no more of them than fit.
    rows = taken < page.items().size() ? taken : Math.min(ROWS_MAX, rows * 2);
    if (more) {
      return new Piece(frames, position, true, false);
    }
    position = Math.max(position, known);
    return new Piece(frames, position, false, isOver(position, settled, head));
  }

  private Frame frame(AuditRow row) {
    return new Frame(row.position(), ServerSentEvents.at(row.position(), events.json(row)));
  }

  /** Whether no commit that is yet to be made can be at or before the last instant asked for. */
  private boolean isSettled() {
    return filter
        .to()
        .filter(to -> to.isBefore(clock.instant().minus(Moments.SETTLED)))
        .isPresent();
  }

  private boolean isOver(long position, boolean settled, long head) {
    return filter.toPosition().filter(to -> to <= position).isPresent()
        || (settled && head <= position);
  }
}
