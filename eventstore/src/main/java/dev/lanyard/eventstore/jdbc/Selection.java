package dev.lanyard.eventstore.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * Criteria, compiled: an event is matched by looking up its own few tags, however many criteria
 * there are.
 */
final class Selection {
  /** No event has this type: what matches it, without tags, matches everything. */
  private static final QualifiedName NO_TYPE = new QualifiedName("dev.lanyard.NoType");

  private final boolean everything;

  /** Each criterion that has tags, under one of them. */
  private final Map<Tag, List<EventCriterion>> byTag = new HashMap<>();

  private final List<EventCriterion> tagged = new ArrayList<>();
  private final List<EventCriterion> untagged = new ArrayList<>();

  Selection(EventCriteria criteria) {
    this.everything = criteria.matches(NO_TYPE, Set.of());
    for (EventCriterion criterion : criteria.flatten()) {
      if (criterion.tags().isEmpty()) {
        untagged.add(criterion);
      } else {
        Tag first = criterion.tags().iterator().next();
        byTag.computeIfAbsent(first, _ -> new ArrayList<>(1)).add(criterion);
        tagged.add(criterion);
      }
    }
  }

  /** Whether an event is selected. */
  boolean matches(QualifiedName type, Set<Tag> tags) {
    if (everything || anyMatches(untagged, type, tags)) {
      return true;
    }
    for (Tag tag : tags) {
      if (anyMatches(byTag.getOrDefault(tag, List.of()), type, tags)) {
        return true;
      }
    }
    return false;
  }

  // The writer asks this for each recent event of each append: a stream would cost more than it.
  private static boolean anyMatches(
      List<EventCriterion> criteria, QualifiedName type, Set<Tag> tags) {
    for (int i = 0; i < criteria.size(); i++) {
      if (criteria.get(i).matches(type, tags)) {
        return true;
      }
    }
    return false;
  }

  /** The criteria with tags, for the index; only if not {@link #needsScan}. */
  List<EventCriterion> tagged() {
    return tagged;
  }

  /** Whether it also selects events by other means than tags, so that the index cannot answer. */
  boolean needsScan() {
    return everything || !untagged.isEmpty();
  }
}
