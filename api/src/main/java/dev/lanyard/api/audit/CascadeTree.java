package dev.lanyard.api.audit;

import dev.lanyard.projections.audit.Cascade;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What one command did: what was asked for at the roots, and below each event those that follow
 * from it.
 *
 * @param correlation the command's id
 * @param commit the commit of all its events
 * @param committedAt when it was made
 * @param events how many there are
 * @param roots by position
 */
public record CascadeTree(
    UUID correlation, long commit, Instant committedAt, int events, List<Node> roots) {

  /** An event and what fell with it. */
  public record Node(AuditEvent event, List<Node> fell) {
    public Node {
      fell = List.copyOf(fell);
    }

    static Node of(Cascade.Node node) {
      return new Node(AuditEvent.of(node.row()), node.fell().stream().map(Node::of).toList());
    }
  }

  public CascadeTree {
    roots = List.copyOf(roots);
  }

  static CascadeTree of(Cascade cascade) {
    return new CascadeTree(
        cascade.correlation(),
        cascade.commit(),
        cascade.committedAt(),
        cascade.events(),
        cascade.roots().stream().map(Node::of).toList());
  }
}
