package dev.lanyard.projections.audit;

import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewUnavailable;
import java.util.Optional;
import java.util.UUID;

/**
 * The audit trail: one row an event, never changed but by the erasing of personal texts. Reads
 * closed commits only. Any question may throw {@link ViewUnavailable} if the view's file cannot be
 * read.
 */
public interface AuditQueries {

  /** Which end of the trail comes first. */
  enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  /**
   * The last commit that the trail holds; 0 before the first. Any later question finds all up to
   * it. Kept in memory, and falls only if the trail begins anew because a rebuilt file could not be
   * put in the place of the live one.
   */
  long position();

  /** The rows that match, by position. The cursor is a position. */
  Page<AuditRow> events(AuditFilter filter, Order order, Paging paging);

  /**
   * What the activity log of a subscription tells, newest first: of each command the last of the
   * facts that were asked for themselves, and of those that followed from them the ends of things,
   * grants and locks. The cursor is a position; a page can be short, and the log goes on behind it.
   */
  Page<AuditRow> activity(ActivityFilter filter, Paging paging);

  /** The row of one event. */
  Optional<AuditRow> event(long position);

  /** What one command did, and what fell with what; empty if the trail knows no such command. */
  Optional<Cascade> cascade(UUID correlation);
}
