package dev.lanyard.projections.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one command did, as trees: what was asked for at the roots, and below each event those that
 * follow from it.
 *
 * @param correlation the command's id
 * @param commit the commit of all its events
 * @param committedAt when it was made
 * @param events how many there are
 * @param roots by position
 */
public record Cascade(
    UUID correlation, long commit, Instant committedAt, int events, List<Node> roots) {

  /** An event and what fell with it, by position. */
  public record Node(AuditRow row, List<Node> fell) {
    public Node {
      fell = List.copyOf(fell);
    }
  }

  public Cascade {
    roots = List.copyOf(roots);
  }
}
