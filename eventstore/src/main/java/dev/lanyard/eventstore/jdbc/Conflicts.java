package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.jdbc.TagIndex.Range;
import java.sql.SQLException;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/**
 * Whether something that a decision rests on has changed since it read. What was appended lately is
 * looked up in memory; the database is asked only for what is older than that.
 */
final class Conflicts {
  private static final int SCAN_ROWS = 1_000;

  private final TagIndex index;
  private final RecentEvents recent;

  Conflicts(TagIndex index, RecentEvents recent) {
    this.index = index;
    this.recent = recent;
  }

  /** Whether anything in the condition's selection was appended after its position. */
  boolean broken(Condition condition, Session session) throws SQLException {
    index.visited(recent.countAfter(condition.after()));
    if (recent.anyAfter(condition.after(), condition.selection())) {
      return true;
    }
    Range older = new Range(condition.after(), recent.floor());
    return older.after() < older.upTo() && anyOlder(condition.selection(), older, session);
  }

  private boolean anyOlder(Selection selection, Range range, Session session) throws SQLException {
    if (selection.needsScan()) {
      return scan(selection, range, session);
    }
    for (EventCriterion criterion : selection.tagged()) {
      if (index.any(session, criterion, range)) {
        return true;
      }
    }
    return false;
  }

  private boolean scan(Selection selection, Range range, Session session) throws SQLException {
    for (long after = range.after(); after < range.upTo(); ) {
      var page = EventRows.scan(session, selection, after, range.upTo(), SCAN_ROWS);
      index.visited(page.lookedUpTo() - after);
      if (!page.events().isEmpty()) {
        return true;
      }
      after = page.lookedUpTo();
    }
    return false;
  }
}
