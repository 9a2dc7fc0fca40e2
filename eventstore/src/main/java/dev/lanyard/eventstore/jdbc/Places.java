package dev.lanyard.eventstore.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the events of one tag are.
 *
 * @param inOrder of their positions, none twice
 */
record Places(List<Place> inOrder) {

  /** An event by its position, and the name of its type. */
  record Place(String type, long position) {}

  Places {
    inOrder = List.copyOf(inOrder);
  }

  /** These places, which are in any order. */
  static Places of(List<Place> places) {
    return new Places(
        places.stream().distinct().sorted(Comparator.comparingLong(Place::position)).toList());
  }

  int size() {
    return inOrder.size();
  }

  /** These and one more; the same if it is known. */
  Places with(Place place) {
    if (contains(place.position())) {
      return this;
    }
    List<Place> more = new ArrayList<>(inOrder.size() + 1);
    more.addAll(inOrder);
    more.add(place);
    more.sort(Comparator.comparingLong(Place::position));
    return new Places(more);
  }

  /** Whether the event at a position is one of them. */
  boolean contains(long position) {
    int from = countUpTo(position - 1);
    return from < inOrder.size() && inOrder.get(from).position() == position;
  }

  /** Those after a position, in order; what is before it costs nothing. */
  List<Place> after(long position) {
    return inOrder.subList(countUpTo(position), inOrder.size());
  }

  private int countUpTo(long position) {
    int from = 0;
    int to = inOrder.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (inOrder.get(middle).position() <= position) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
