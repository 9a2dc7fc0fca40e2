package dev.lanyard.projections.replay;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.replay.DamagedRow;
import dev.lanyard.eventstore.replay.RowReading;
import dev.lanyard.eventstore.replay.TreeHead;
import dev.lanyard.projections.replay.ReplayResult.Tree;
import dev.lanyard.projections.replay.ReplayResult.Verified;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a replay, and the heads that their tree is compared with on the way. The first head
 * at or behind the last row is one of them, so that every row is verified.
 */
final class Rows {
  /** As many events in memory at a time; each may be as large as a payload, 1 MiB. */
  private static final int CHUNK = 250;

  private static final int SKIM = 1_000;

  private final RowReading<Recorded> reading;
  private final long to;
  private final Findings findings;
  private final Deque<TreeHead> ahead = new ArrayDeque<>();
  private Optional<Verified> verified = Optional.empty();
  private long compared;
  private boolean missing;
  private String root;

  // For whoever asks how far it is.
  private final long toHash;
  private volatile long given;
  private volatile long hashed;

  /**
   * @param heads others than the ledger's own
   */
  Rows(RowReading<Recorded> reading, List<TreeHead> heads, long to, Findings findings) {
    this.reading = reading;
    this.to = to;
    this.findings = findings;
    this.root = reading.root();
    List<TreeHead> all = new ArrayList<>(heads);
    all.add(reading.head());
    all.sort(Comparator.comparingLong(TreeHead::size));
    ahead.addAll(all);
    this.toHash =
        all.stream()
            .mapToLong(TreeHead::size)
            .filter(size -> size >= to && size <= reading.head().size())
            .min()
            .orElse(to);
  }

  /** The next whole commits; empty at the last one, and before a damaged row. */
  List<Recorded> next() {
    try {
      while (given < to) {
        List<Recorded> commits = reading.next(CHUNK, nextStop());
        hashed = reading.position();
        if (!commits.isEmpty()) {
          given = commits.getLast().position();
          return commits;
        }
        compareHeads();
      }
    } catch (DamagedRow row) {
      tell(row);
    }
    return List.of();
  }

  /** How far the rows were given out; less than was wanted if one of them is damaged. */
  long given() {
    return given;
  }

  /** How many rows are hashed: those that were given out, and those that were verified since. */
  long hashed() {
    return hashed;
  }

  /** How many rows have to be hashed until all are verified. */
  long toHash() {
    return toHash;
  }

  private long nextStop() {
    return ahead.isEmpty() ? to : Math.min(to, ahead.element().size());
  }

  /** Hashes what is left, up to the first head that covers all. */
  void verify(Runnable breathe) {
    try {
      while (!missing && reading.position() < to) {
        skim(nextStop(), breathe);
        compareHeads();
      }
      root = reading.root();
      compareHeads();
      if (!missing && !isCovered() && toHash > to) {
        skim(toHash, breathe);
        compareHeads();
      }
    } catch (DamagedRow row) {
      tell(row);
    }
    ahead.stream().filter(head -> head.size() > reading.head().size()).forEach(this::tellShort);
  }

  private void skim(long stop, Runnable breathe) {
    while (reading.skim(SKIM, stop) > 0) {
      hashed = reading.position();
      breathe.run();
    }
  }

  private boolean isCovered() {
    return verified.filter(last -> last.head().size() >= to || !last.equal()).isPresent();
  }

  /** Once a head differs, all behind it do, and nothing new is learnt. */
  private void compareHeads() {
    while (!ahead.isEmpty() && ahead.element().size() <= reading.position()) {
      TreeHead head = ahead.remove();
      if (head.size() == reading.position() && verified.filter(last -> !last.equal()).isEmpty()) {
        compared++;
        Verified now = new Verified(head, reading.root());
        verified = Optional.of(now);
        if (!now.equal()) {
          tell(now);
        }
      }
    }
  }

  private void tell(Verified differs) {
    TreeHead head = differs.head();
    findings.add(
        new Finding(
            Check.TREE,
            "TreeHead",
            head.size(),
            Optional.empty(),
            "the first %d rows have the root %s, and %s committed to %s"
                .formatted(head.size(), differs.computed(), head.source(), head.root())));
  }

  private void tellShort(TreeHead head) {
    findings.add(
        new Finding(
            Check.TREE,
            "TreeHead",
            head.size(),
            Optional.empty(),
            "the ledger holds %d rows, and %s committed to %d"
                .formatted(reading.head().size(), head.source(), head.size())));
  }

  private void tell(DamagedRow row) {
    if (!missing) {
      findings.add(
          new Finding(
              Check.TREE,
              "Row",
              row.position(),
              Optional.empty(),
              String.valueOf(row.getMessage())));
    }
    missing = missing || row.position() > reading.position();
  }

  /** What the tree was found to be. */
  Tree tree() {
    return new Tree(Math.min(to, reading.position()), root, compared, verified);
  }
}
