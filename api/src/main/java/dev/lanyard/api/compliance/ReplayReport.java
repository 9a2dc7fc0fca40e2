package dev.lanyard.api.compliance;

import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.projections.ViewReplay.Compared;
import dev.lanyard.projections.ViewReplay.Difference;
import dev.lanyard.projections.replay.Finding;
import dev.lanyard.projections.replay.ReplayResult;
import dev.lanyard.projections.replay.ReplayResult.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a replay found, as it is kept, signed and told.
 *
 * @param format {@link #FORMAT}
 * @param asked what was asked for, by whom and when
 * @param outcome {@code Clean}, {@code Findings}, {@code Cancelled}, {@code Failed} or {@code
 *     Interrupted}
 * @param software which release replayed
 * @param endedAt when it ended; for one that left no report, when that was found
 * @param durationMillis how long it took; absent where it left no report
 * @param replayed how much was replayed; this and all below is absent or empty where it was not
 *     finished
 * @param tree what the rows were verified against
 * @param invariants each of them, how often it was checked and how often it was broken
 * @param views each view, how many rows were compared and how many differ
 * @param findingsFound how much is wrong in all
 * @param findings the first of it, in the order in which it was found
 * @param firstDifference the difference between the views that comes first in the ledger
 * @param failure why it failed, or what is known of one that left no report
 */
public record ReplayReport(
    String format,
    ReplayTicket asked,
    String outcome,
    String software,
    Instant endedAt,
    Optional<Long> durationMillis,
    Optional<Replayed> replayed,
    Optional<Tree> tree,
    List<Held> invariants,
    List<View> views,
    long findingsFound,
    List<Finding> findings,
    Optional<FirstDifference> firstDifference,
    Optional<String> failure) {
  /** The name of this shape. */
  public static final String FORMAT = "lanyard-replay-1";

  public ReplayReport {
    invariants = List.copyOf(invariants);
    views = List.copyOf(views);
    findings = List.copyOf(findings);
  }

  /**
   * The span of the ledger.
   *
   * @param from the first position
   * @param to the last one that was replayed
   */
  public record Replayed(
      long from,
      long to,
      long events,
      long commits,
      Optional<Instant> firstCommittedAt,
      Optional<Instant> lastCommittedAt,
      long eventsPerSecond) {}

  /**
   * The tree over the rows (RFC 6962), its roots in hexadecimal digits.
   *
   * @param size how many rows were replayed
   * @param root over them
   * @param headsCompared how many heads it was compared with
   * @param against who committed to the last of those
   * @param againstSize to how many rows
   * @param againstRoot with which root
   * @param equal whether the rows have that root
   */
  public record Tree(
      long size,
      String root,
      long headsCompared,
      Optional<String> against,
      Optional<Long> againstSize,
      Optional<String> againstRoot,
      Optional<Boolean> equal) {
    static Tree of(ReplayResult.Tree tree) {
      return new Tree(
          tree.size(),
          tree.root(),
          tree.compared(),
          tree.against().map(last -> last.head().source()),
          tree.against().map(last -> last.head().size()),
          tree.against().map(last -> last.head().root()),
          tree.against().map(ReplayResult.Verified::equal));
    }
  }

  /** A view that was held against the live one. */
  public record View(String view, long rowsCompared, long differencesFound) {}

  /** A row that only one of the two views has. */
  public record FirstDifference(
      String view, String table, String side, long position, String row) {}

  /** A replay that went to its end. */
  static ReplayReport of(
      ReplayTicket asked, ReplayResult result, String software, Instant endedAt, Duration took) {
    long perSecond = result.events() * 1_000 / Math.max(1, took.toMillis());
    return new ReplayReport(
        FORMAT,
        asked,
        (result.isClean() ? ReplayOutcome.CLEAN : ReplayOutcome.FINDINGS).toString(),
        software,
        endedAt,
        Optional.of(took.toMillis()),
        Optional.of(
            new Replayed(
                Math.min(1, result.events()),
                result.events(),
                result.events(),
                result.commits(),
                result.firstCommittedAt(),
                result.lastCommittedAt(),
                perSecond)),
        result.tree().map(Tree::of),
        result.invariants(),
        result.views().stream()
            .map(view -> new View(view.view(), view.rows(), view.found()))
            .toList(),
        result.found(),
        result.findings(),
        firstDifference(result.views()),
        Optional.empty());
  }

  private static Optional<FirstDifference> firstDifference(List<Compared> views) {
    Optional<FirstDifference> first = Optional.empty();
    for (Compared view : views) {
      for (Difference each : view.differences()) {
        if (first.filter(known -> known.position() <= each.position()).isEmpty()) {
          first =
              Optional.of(
                  new FirstDifference(
                      view.view(), each.table(), each.side(), each.position(), each.row()));
        }
      }
    }
    return first;
  }

  /** A replay that did not go to its end. */
  static ReplayReport unfinished(
      ReplayTicket asked,
      ReplayOutcome outcome,
      String software,
      Instant endedAt,
      Optional<Duration> took,
      Optional<String> failure) {
    return new ReplayReport(
        FORMAT,
        asked,
        outcome.toString(),
        software,
        endedAt,
        took.map(Duration::toMillis),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        List.of(),
        Optional.empty(),
        failure);
  }
}
