package dev.lanyard.projections.replay;

import dev.lanyard.eventstore.replay.TreeHead;
import dev.lanyard.projections.ViewReplay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a replay found.
 *
 * @param events how many events were replayed
 * @param commits of how many commits they are
 * @param firstCommittedAt when the first commit was made; empty where there is none
 * @param lastCommittedAt when the last commit was made
 * @param tree empty where it was not asked for
 * @param invariants each of them; none where they were not asked for
 * @param views each view; none where they were not asked for
 * @param findings the first of what is wrong, at most 1,000; empty if nothing is
 * @param found how much is wrong in all
 */
public record ReplayResult(
    long events,
    long commits,
    Optional<Instant> firstCommittedAt,
    Optional<Instant> lastCommittedAt,
    Optional<Tree> tree,
    List<Held> invariants,
    List<ViewReplay.Compared> views,
    List<Finding> findings,
    long found) {
  public ReplayResult {
    invariants = List.copyOf(invariants);
    views = List.copyOf(views);
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isClean() {
    return found == 0;
  }

  /**
   * The tree over the rows.
   *
   * @param size how many rows were replayed
   * @param root over them, in hexadecimal digits
   * @param compared how many heads it was compared with
   * @param against the last of them; the first that differs, if one does
   */
  public record Tree(long size, String root, long compared, Optional<Verified> against) {}

  /**
   * A head that the rows were compared with.
   *
   * @param computed the root over as many rows, in hexadecimal digits
   */
  public record Verified(TreeHead head, String computed) {
    /** Whether the rows are those which the head commits to. */
    public boolean equal() {
      return head.root().equals(computed);
    }
  }

  /**
   * An invariant.
   *
   * @param name of it
   * @param text the rule in words
   * @param checked how often it was checked
   * @param broken how often it did not hold, within the scope
   */
  public record Held(String name, String text, long checked, long broken) {}
}
