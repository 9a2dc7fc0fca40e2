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
    if (query.tags.size() > 1 && !leadWithTheRarest(session, query, range)) {
      return;
    }
    into.addAll(positions(session, query, query.tags, range, Integer.MAX_VALUE));
  }

  /** Whether a criterion with tags selects anything in the range. */
  boolean any(Session session, EventCriterion criterion, Range range) throws SQLException {
    Query query = Query.of(criterion);
    return (query.tags.size() == 1 || leadWithTheRarest(session, query, range))
        && !positions(session, query, query.tags, range, 1).isEmpty();
  }

  /** What is asked for, in a fixed order. */
  private record Query(List<String> tags, List<String> types) {
    static Query of(EventCriterion criterion) {
      List<String> tags = new ArrayList<>(criterion.tags().stream().map(StoredTags::text).toList());
      Collections.sort(tags);
      return new Query(tags, criterion.types().stream().map(QualifiedName::name).sorted().toList());
    }
  }

  /** Puts the rarest tag first; false where one of them has no event at all. */
  private boolean leadWithTheRarest(Session session, Query query, Range range) throws SQLException {
    for (int probe = PROBE_FIRST; ; probe *= PROBE_GROWTH) {
      for (int i = 0; i < query.tags.size(); i++) {
        int found = positions(session, query, List.of(query.tags.get(i)), range, probe).size();
        if (found < probe) {
          Collections.swap(query.tags, 0, i);
          return found > 0;
        }
      }
    }
  }

  private List<Long> positions(
      Session session, Query query, List<String> tags, Range range, int limit) throws SQLException {
    PreparedStatement select = session.prepare(sql(tags.size(), query.types.size()));
    int at = 1;
    select.setString(at++, tags.getFirst());
    for (String type : query.types) {
      select.setString(at++, type);
    }
    select.setLong(at++, range.after);
    select.setLong(at++, range.upTo);
    for (String other : tags.subList(1, tags.size())) {
      select.setString(at++, other);
    }
    select.setInt(at, limit);
    List<Long> positions = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        positions.add(rows.getLong(1));
      }
    }
    rowsVisited.add(positions.size());
    return positions;
  }

  /** One text for each number of tags and types, so that statements are prepared once. */
  private static String sql(int tags, int types) {
    StringBuilder sql = new StringBuilder("SELECT t.position FROM tags t WHERE t.tag = ?");
    if (types > 0) {
      sql.append(" AND t.type IN (?").append(", ?".repeat(types - 1)).append(')');
    }
    sql.append(" AND t.position > ? AND t.position <= ?");
    sql.append(
        " AND EXISTS (SELECT 1 FROM tags o WHERE o.tag = ? AND o.type = t.type AND o.position = t.position)"
            .repeat(tags - 1));
    return sql.append(" LIMIT ?").toString();
  }
}
