package dev.lanyard.projections.audit;

import java.util.List;

/**
 * The events by which something changed between two moments.
 *
 * @param latest at most {@link #TOLD_MAX}, oldest first
 * @param count how many there are
 */
public record Deeds(List<Deed> latest, long count) {
  /** Most events that are told of one change. */
  public static final int TOLD_MAX = 20;

  public Deeds {
    latest = List.copyOf(latest);
  }
}
