package dev.lanyard.projections;

import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.eventstore.Commits;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.ViewFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds the ledger into one file, batch by batch. A batch ends where a commit ends, and its rows
 * and its position become durable in one transaction, so that nobody ever sees half a cascade.
 */
final class Batches<R extends LedgerRecord> {
  /** Facts of a batch, give or take the last commit: a fifth less work each than with 1,000. */
  static final int EVENTS_MAX = 5_000;

  /** Facts in memory at a time: each may be as large as a payload, 1 MiB. */
  static final int SLICE = 250;

  /** A batch ends here however few its facts are, so that large ones do not hide the progress. */
  private static final long NANOS_MAX = 250_000_000;

  private final Commits<R> commits;
  private final Projection<R> projection;
  private final ViewFile file;
  // Empty after a failure: what it kept in memory is not what the file holds.
  private Optional<Projection.Fold<R>> fold = Optional.empty();
  private long position;
  // The first position that the ledger keeps, as far as the fold has been told.
  private long first = 1;

  Batches(Commits<R> commits, Projection<R> projection, ViewFile file) throws SQLException {
    this.commits = commits;
    this.projection = projection;
    this.file = file;
    this.position = file.position();
  }

  /** The last commit that the file holds. */
  long position() {
    return position;
  }

  /**
   * Folds the next batch.
   *
   * @param eventsMax about how many facts
   * @param last commits after this one are left for later
   * @return whether there was anything to fold
   * @throws Broken if a fact cannot be folded; the file stays as it was before the batch
   */
  boolean next(int eventsMax, long last) throws SQLException {
    long started = System.nanoTime();
    long firstKept = commits.firstPosition();
    long reached = Math.max(position, Math.min(firstKept - 1, last));
    try {
      Projection.Fold<R> folding = folding();
      if (firstKept > first) {
        folding.forget(firstKept);
      }
      List<R> facts = slice(reached, eventsMax, last);
      while (!facts.isEmpty()) {
        if (facts.stream().anyMatch(Batches::erases)) {
          file.erases();
        }
        apply(reached, facts, folding);
        folding.flush();
        reached = facts.getLast().position();
        boolean full = reached - position >= eventsMax || System.nanoTime() - started >= NANOS_MAX;
        facts = full ? List.of() : slice(reached, eventsMax, last);
      }
      if (reached > position || firstKept > first) {
        file.commit(reached);
      }
    } catch (Throwable e) {
      undo(e);
      throw e;
    }
    boolean folded = reached > position;
    position = reached;
    first = firstKept;
    return folded;
  }

  private static boolean erases(LedgerRecord fact) {
    return fact instanceof Recorded recorded && recorded.event() instanceof PersonalPartErased;
  }

  /** Has the file forget the texts of events that were erased after where it stands. */
  void erase(List<Long> positions) throws SQLException {
    try {
      Projection.Fold<R> folding = folding();
      for (long erased : positions) {
        folding.erase(erased);
      }
      folding.flush();
      file.commit(position);
    } catch (Throwable e) {
      undo(e);
      throw e;
    }
  }

  private List<R> slice(long after, int eventsMax, long last) {
    return commits.read(after, Math.min(SLICE, eventsMax)).stream()
        .filter(fact -> fact.commit() <= last)
        .toList();
  }

  private Projection.Fold<R> folding() throws SQLException {
    if (fold.isEmpty()) {
      file.writer().rollback();
      fold = Optional.of(projection.open(file.writer()));
    }
    return fold.get();
  }

  private void apply(long after, List<R> facts, Projection.Fold<R> folding) throws SQLException {
    List<R> commit = new ArrayList<>();
    long expected = after;
    for (R fact : facts) {
      expected++;
      boolean dropped = commit.isEmpty() && fact.position() <= commits.firstPosition();
      if (fact.position() != expected && !dropped) {
        throw new Broken(expected, "the ledger went on at " + fact.position());
      }
      expected = fact.position();
      commit.add(fact);
      if (fact.closesCommit()) {
        applyCommit(commit, folding);
        commit = new ArrayList<>();
      }
    }
    if (!commit.isEmpty()) {
      throw new Broken(commit.getFirst().position(), "the ledger gave a part of a commit");
    }
  }

  private void applyCommit(List<R> commit, Projection.Fold<R> folding) throws SQLException {
    try {
      folding.apply(commit);
    } catch (Broken e) {
      throw e;
    } catch (RuntimeException e) {
      Broken broken = new Broken(commit.getFirst().position(), e.toString());
      broken.initCause(e);
      throw broken;
    }
  }

  private void undo(Throwable cause) {
    fold = Optional.empty();
    try {
      file.writer().rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Makes the indexes that queries need, unless they are there. */
  void index() throws SQLException {
    file.index();
  }
}
