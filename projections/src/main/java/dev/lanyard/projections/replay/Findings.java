package dev.lanyard.projections.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found so far: the first of it, and how much in all. Several threads add. */
final class Findings {
  /** Most findings that are kept in words. */
  static final int KEPT_MAX = 1_000;

  private final List<Finding> kept = new ArrayList<>();
  private long found;

  synchronized void add(Finding finding) {
    add(finding, 1);
  }

  /**
   * Adds the first of several.
   *
   * @param count how many they are
   */
  synchronized void add(Finding finding, long count) {
    found += count;
    if (kept.size() < KEPT_MAX) {
      kept.add(finding);
    }
  }

  /** Counts some that are not told in words. */
  synchronized void count(long more) {
    found += more;
  }

  /** By check: which thread was first says nothing. */
  synchronized List<Finding> kept() {
    return kept.stream().sorted(Comparator.comparing(Finding::check)).toList();
  }

  synchronized long found() {
    return found;
  }
}
