package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.jdbc.Places.Place;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
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

  private final TagCache cache;
  private final LongAdder rowsVisited = new LongAdder();

  TagIndex(TagCache cache) {
    this.cache = cache;
  }

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
    Map<String, Places> kept = kept(session, query);
    List<Place> hits =
        kept.isEmpty()
            ? hits(session, query, range, Integer.MAX_VALUE)
            : leadWithTheShortest(query, kept, range);
    for (Place hit : hits) {
      if (hit.position() <= range.upTo
          && query.hasType(hit)
          && hasOthers(session, query, kept, hit)) {
        into.add(hit.position());
      }
    }
  }

  /**
   * What the cache knows of the tags. Only a tag that stands alone is read for it: beside another,
   * the rarer one answers, and a tag with many events would be read in vain.
   */
  private Map<String, Places> kept(Session session, Query query) throws SQLException {
    Map<String, Places> kept = new HashMap<>();
    for (String tag : query.tags) {
      Optional<Places> places =
          query.tags.size() == 1
              ? cache.all(tag, (of, count) -> first(session, of, count))
              : cache.known(tag);
      places.ifPresent(known -> kept.put(tag, known));
    }
    return kept;
  }

  private List<Place> leadWithTheShortest(Query query, Map<String, Places> kept, Range range) {
    Map.Entry<String, Places> shortest =
        Collections.min(kept.entrySet(), Comparator.comparingInt(each -> each.getValue().size()));
    Collections.swap(query.tags, 0, query.tags.indexOf(shortest.getKey()));
    List<Place> places = shortest.getValue().after(range.after);
    rowsVisited.add(places.size());
    return places;
  }

  /** Whether a criterion with tags selects anything in the range. */
  boolean any(Session session, EventCriterion criterion, Range range) throws SQLException {
    Query query = Query.of(criterion);
    for (Place hit : hits(session, query, range, 1)) {
      if (hasOthers(session, query, Map.of(), hit)) {
        return true;
      }
    }
    return false;
  }

  /** What is asked for, in a fixed order; the first tag leads. */
  private record Query(List<String> tags, List<String> types) {
    static Query of(EventCriterion criterion) {
      List<String> tags = new ArrayList<>(criterion.tags().size());
      criterion.tags().forEach(tag -> tags.add(StoredTags.text(tag)));
      Collections.sort(tags);
      List<String> types = new ArrayList<>(criterion.types().size());
      criterion.types().forEach(type -> types.add(type.name()));
      return new Query(tags, types);
    }

    boolean hasType(Place place) {
      return types.isEmpty() || types.contains(place.type());
    }
  }

  /** The rows of the tag that leads; all of them where others have to be looked up. */
  private List<Place> hits(Session session, Query query, Range range, int limit)
      throws SQLException {
    return query.tags.size() == 1
        ? rows(session, query, query.tags.getFirst(), range, limit)
        : leadWithTheRarest(session, query, range);
  }

  private List<Place> leadWithTheRarest(Session session, Query query, Range range)
      throws SQLException {
    for (int probe = PROBE_FIRST; ; probe *= PROBE_GROWTH) {
      for (int i = 0; i < query.tags.size(); i++) {
        List<Place> found = rows(session, query, query.tags.get(i), range, probe);
        if (found.size() < probe) {
          Collections.swap(query.tags, 0, i);
          return found;
        }
      }
    }
  }

  private List<Place> rows(Session session, Query query, String tag, Range range, int limit)
      throws SQLException {
    List<Place> rows = TagRows.select(session, tag, query.types, range, limit);
    rowsVisited.add(rows.size());
    return rows;
  }

  private List<Place> first(Session session, String tag, int count) throws SQLException {
    List<Place> rows = TagRows.first(session, tag, count);
    rowsVisited.add(rows.size());
    return rows;
  }

  /** Whether an event has all the tags that do not lead; each look-up counts as a row. */
  private boolean hasOthers(Session session, Query query, Map<String, Places> kept, Place hit)
      throws SQLException {
    for (String other : query.tags.subList(1, query.tags.size())) {
      rowsVisited.increment();
      Places known = kept.get(other);
      if (known == null ? !TagRows.has(session, other, hit) : !known.contains(hit.position())) {
        return false;
      }
    }
    return true;
  }
}
