package dev.lanyard.projections.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Asks about several positions in one query, which has the same text however many they are. */
final class AtPositions {
  /** Positions of one query. */
  static final int MAX = 128;

  private static final String MARKS = String.join(", ", Collections.nCopies(MAX, "?"));

  private AtPositions() {}

  /** The condition that a column is one of them. */
  static String in(String column) {
    return column + " IN (" + MARKS + ")";
  }

  /** The parameters of that condition: the last position stands for those that are not there. */
  static Object[] parameters(List<Long> positions) {
    Object[] all = new Object[MAX];
    for (int at = 0; at < MAX; at++) {
      all[at] = positions.get(Math.min(at, positions.size() - 1));
    }
    return all;
  }

  /** Parts that are small enough for one query each, in order; none is empty. */
  static List<List<Long>> parts(List<Long> positions) {
    List<List<Long>> parts = new ArrayList<>();
    for (int from = 0; from < positions.size(); from += MAX) {
      parts.add(positions.subList(from, Math.min(positions.size(), from + MAX)));
    }
    return parts;
  }
}
