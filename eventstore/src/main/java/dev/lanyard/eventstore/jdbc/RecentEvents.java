package dev.lanyard.eventstore.jdbc;

import java.util.Set;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * Types and tags of the last events, in a ring: most conditions are about the last few milliseconds
 * and are checked here. Used by the writer's thread alone.
 */
final class RecentEvents {
  private final QualifiedName[] types;
  private final Set<Tag>[] tags;
  private long head;
  private long floor;

  /** Keeps so many; knows nothing of what came up to {@code head}. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  RecentEvents(int capacity, long head) {
    this.types = new QualifiedName[capacity];
    this.tags = new Set[capacity];
    this.head = head;
    this.floor = head;
  }

  /** Takes note of the event at the next position. */
  void add(QualifiedName type, Set<Tag> eventTags) {
    head++;
    types[slot(head)] = type;
    tags[slot(head)] = eventTags;
    floor = Math.max(floor, head - types.length);
  }

  /** Forgets what came after a position: it was not written. */
  void truncate(long to) {
    head = to;
    floor = Math.min(floor, to);
  }

  /** Everything after this position is known. */
  long floor() {
    return floor;
  }

  /** Whether an event after a position, and after the floor, is selected. */
  boolean anyAfter(long after, Selection selection) {
    for (long position = Math.max(after, floor) + 1; position <= head; position++) {
      if (selection.matches(types[slot(position)], tags[slot(position)])) {
        return true;
      }
    }
    return false;
  }

  /** How many events that looks at. */
  long countAfter(long after) {
    return Math.max(0, head - Math.max(after, floor));
  }

  private int slot(long position) {
    return (int) (position % types.length);
  }
}
