package dev.lanyard.projections;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import java.time.Instant;

/**
 * Two moments of the past that are held against each other, at a scope and below it.
 *
 * @param from the earlier one
 * @param to the later one, or the same
 * @param scope need not be there at either
 */
public record Span(End from, End to, ResourcePath scope) {

  /**
   * A moment: everything is as of its commit, and expiries are held against its instant (DESIGN,
   * "Commits and time").
   *
   * @param commit 0 before the first
   */
  public record End(long commit, Instant at) {}

  /**
   * Takes two moments in their order.
   *
   * @throws MalformedValue if the later one comes first
   */
  public Span {
    if (from.commit() > to.commit() || from.at().isAfter(to.at())) {
      throw new MalformedValue("from", "must not lie behind to");
    }
  }
}
