package dev.lanyard.projections;

import dev.lanyard.eventstore.Commits;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.projections.store.Schema;
import dev.lanyard.projections.store.ViewFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/** A view in a file of its own, by the fold of the live one. */
final class ScratchView<R extends LedgerRecord> implements ViewReplay {
  private static final Duration LIVE_WAIT_MAX = Duration.ofMinutes(1);

  private final ProjectionRunner<R> live;
  private final ViewFile file;
  private final Batches<R> batches;

  private ScratchView(Commits<R> source, ProjectionRunner<R> live, Path folder)
      throws SQLException {
    this.live = live;
    this.file =
        ViewFile.scratch(
            folder.resolve(live.projection().name() + ".db"), live.projection().schema());
    this.batches = new Batches<>(source, live.projection(), file);
  }

  /**
   * Opens a view anew.
   *
   * @throws ViewUnavailable if its file cannot be made
   */
  static <R extends LedgerRecord> ScratchView<R> open(
      Commits<R> source, ProjectionRunner<R> live, Path folder) {
    try {
      return new ScratchView<>(source, live, folder);
    } catch (SQLException e) {
      throw new ViewUnavailable("a view cannot be opened anew in " + folder, e);
    }
  }

  @Override
  public String view() {
    return live.projection().name();
  }

  @Override
  public long fold(long to, LongConsumer passed) throws SQLException {
    while (batches.position() < to && batches.next(Batches.EVENTS_MAX, to)) {
      passed.accept(batches.position());
    }
    return batches.position();
  }

  /**
   * What was erased behind the replayed commit is erased here as well, as the live view has it: its
   * rows as of a commit are without it whatever the commit. And once more, if a difference may be
   * of what is erased meanwhile.
   */
  @Override
  public Compared compare(Runnable breathe) throws SQLException, InterruptedException {
    long seen = batches.position();
    while (true) {
      long head = live.ledger().head();
      List<Long> erased = live.ledger().erasedBetween(seen, head);
      await(erased.isEmpty() ? batches.position() : head);
      if (!erased.isEmpty()) {
        batches.erase(erased);
      }
      Compared compared = compareNow(breathe);
      seen = head;
      if (compared.found() == 0
          || live.ledger().erasedBetween(seen, live.ledger().head()).isEmpty()) {
        return compared;
      }
    }
  }

  private void await(long position) throws InterruptedException {
    if (!live.await(position, LIVE_WAIT_MAX)) {
      throw new ViewUnavailable("the live view " + view() + " is behind the replay");
    }
  }

  private Compared compareNow(Runnable breathe) throws SQLException {
    Schema schema = live.projection().schema();
    try (AsOfComparison comparison =
        new AsOfComparison(live.view().path(), file.path(), batches.position(), breathe)) {
      comparison.compare(schema);
      return new Compared(view(), comparison.rows(), comparison.found(), comparison.differences());
    }
  }

  @Override
  public void close() throws SQLException {
    file.close();
    ViewFile.delete(file.path());
  }
}
