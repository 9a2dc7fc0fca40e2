package dev.lanyard.eventstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/**
 * Finds positions by tags and types.
 *
 * <p>For a criterion of several tags, the tag with the fewest events of its types leads, and the
 * others are looked up for each of its events. Which one that is, is found by reading a little of
 * each, then more, until one of them ends: a tag with a hundred thousand events costs no more than
 * the rare one beside it.
 */
final class TagIndex {
  private static final int PROBE_FIRST = 1;
  private static final int PROBE_GROWTH = 8;

  private final LongAdder rowsVisited = new LongAdder();

  /** Counts rows that were looked at elsewhere. */
  void visited(long rows) {
    rowsVisited.add(rows);
  }

  /** Rows looked at and events handed on since the start. */
  long rowsVisited() {
    return rowsVisited.sum();
  }

  /** A range of positions. */
  record Range(long after, long upTo) {}

  /** Adds the positions in the range that a criterion with tags selects, in no order. */
  void find(Session session, EventCriterion criterion, Range range, List<Long> into)
      throws SQLException {
    Query query = Query.of(criterion);
    for (Hit hit : hits(session, query, range, Integer.MAX_VALUE)) {
      if (hasOthers(session, query, hit)) {
        into.add(hit.position);
      }
    }
  }

  /** Whether a criterion with tags selects anything in the range. */
  boolean any(Session session, EventCriterion criterion, Range range) throws SQLException {
    Query query = Query.of(criterion);
    for (Hit hit : hits(session, query, range, 1)) {
      if (hasOthers(session, query, hit)) {
        return true;
      }
    }
    return false;
  }

  /** What is asked for, in a fixed order; the first tag leads. */
  private record Query(List<String> tags, List<String> types) {
    static Query of(EventCriterion criterion) {
      List<String> tags = new ArrayList<>(criterion.tags().stream().map(StoredTags::text).toList());
      Collections.sort(tags);
      return new Query(tags, criterion.types().stream().map(QualifiedName::name).sorted().toList());
    }
  }

  /** A row of the index for the tag that leads. */
  private record Hit(String type, long position) {}

  /** The rows of the tag that leads; all of them where others have to be looked up. */
  private List<Hit> hits(Session session, Query query, Range range, int limit) throws SQLException {
    return query.tags.size() == 1
        ? rows(session, query, query.tags.getFirst(), range, limit)
        : leadWithTheRarest(session, query, range);
  }

  private List<Hit> leadWithTheRarest(Session session, Query query, Range range)
      throws SQLException {
    for (int probe = PROBE_FIRST; ; probe *= PROBE_GROWTH) {
      for (int i = 0; i < query.tags.size(); i++) {
        List<Hit> found = rows(session, query, query.tags.get(i), range, probe);
        if (found.size() < probe) {
          Collections.swap(query.tags, 0, i);
          return found;
        }
      }
    }
  }

  private List<Hit> rows(Session session, Query query, String tag, Range range, int limit)
      throws SQLException {
    PreparedStatement select = session.prepare(sql(query.types.size()));
    int at = 1;
    select.setString(at++, tag);
    for (String type : query.types) {
      select.setString(at++, type);
    }
    select.setLong(at++, range.after);
    select.setLong(at++, range.upTo);
    select.setInt(at, limit);
    List<Hit> hits = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        hits.add(new Hit(rows.getString(1), rows.getLong(2)));
      }
    }
    rowsVisited.add(hits.size());
    return hits;
  }

  /** One text for each number of types, so that statements are prepared once. */
  private static String sql(int types) {
    String ofTypes = types == 0 ? "" : " AND type IN (?" + ", ?".repeat(types - 1) + ")";
    return "SELECT type, position FROM tags WHERE tag = ?"
        + ofTypes
        + " AND position > ? AND position <= ? LIMIT ?";
  }

  /** Whether an event has all the tags that do not lead; each look-up counts as a row. */
  private boolean hasOthers(Session session, Query query, Hit hit) throws SQLException {
    for (String other : query.tags.subList(1, query.tags.size())) {
      rowsVisited.increment();
      PreparedStatement select =
          session.prepare("SELECT 1 FROM tags WHERE tag = ? AND type = ? AND position = ?");
      select.setString(1, other);
      select.setString(2, hit.type);
      select.setLong(3, hit.position);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return false;
        }
      }
    }
    return true;
  }
}
