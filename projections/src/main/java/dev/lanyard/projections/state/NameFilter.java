package dev.lanyard.projections.state;

import java.util.Locale;
import java.util.Optional;

/**
 * Which things a listing holds by their names; all that are given must hold, and compare without
 * case.
 *
 * @param is the whole name
 * @param start what it starts with
 * @param part what it contains
 */
public record NameFilter(Optional<String> is, Optional<String> start, Optional<String> part) {
  /** Any name. */
  public static final NameFilter ANY =
      new NameFilter(Optional.empty(), Optional.empty(), Optional.empty());

  public NameFilter {
    is = is.map(NameFilter::folded);
    start = start.map(NameFilter::folded);
    part = part.map(NameFilter::folded);
  }

  /** Whether a thing with this name is wanted. */
  public boolean holds(String name) {
    String folded = folded(name);
    return is.map(folded::equals).orElse(true)
        && start.map(folded::startsWith).orElse(true)
        && part.map(folded::contains).orElse(true);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
