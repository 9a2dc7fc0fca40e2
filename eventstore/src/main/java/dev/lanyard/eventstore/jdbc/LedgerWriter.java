package dev.lanyard.eventstore.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer: takes what waits, checks each append's condition against the store and against
 * the appends before it in the batch, writes all that hold in one transaction, and answers.
 *
 * <p>A batch that fails, and was not committed all the same, is tried again append by append, so
 * that one that cannot be written fails alone.
 */
final class LedgerWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);

  private final Dialect dialect;
  private final AppendQueue queue;
  private final Answers answers;
  private final CommitClock clock;
  private final Publisher publisher;
  private final Dropping dropping;
  private final RecentEvents recent;
  private final Conflicts conflicts;
  private final RecoveringStore store;

  /** Opens the store; {@link #run} serves it. */
  LedgerWriter(
      Dialect dialect,
      LedgerSettings settings,
      AppendQueue queue,
      Answers answers,
      CommitClock clock,
      Publisher publisher,
      Dropping dropping,
      TagIndex index)
      throws SQLException {
    this.dialect = dialect;
    this.queue = queue;
    this.answers = answers;
    this.clock = clock;
    this.publisher = publisher;
    this.dropping = dropping;
    this.store = new RecoveringStore(dialect, settings.bytesMax());
    this.recent = new RecentEvents(settings.recentEvents(), store.head());
    this.conflicts = new Conflicts(index, recent);
    publisher.start(store);
  }

  /** Bounds the store from the next batch on. */
  void limit(long newBytesMax) {
    store.limit(newBytesMax);
  }

  /** As {@link RecoveringStore#bytesUsed}. */
  long bytesUsed() {
    return store.bytesUsed();
  }

  /** Ends {@link #run} after the batch at hand. */
  void stop() {
    store.stop();
    queue.close();
  }

  @Override
  public void run() {
    try {
      while (!queue.isClosed()) {
        List<PendingAppend> batch = queue.take();
        if (!batch.isEmpty()) {
          writeOrEnd(batch);
        }
        store.foldLog();
        dropping.step(store);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queue.close();
      dropping.close();
      store.close();
    }
  }

  /** Either the whole batch is written, or each append is by itself, or it alone has failed. */
  private void write(List<PendingAppend> batch) {
    try {
      attempt(batch);
    } catch (SQLException | RuntimeException failure) {
      if (batch.size() == 1 || store.isStopping()) {
        batch.forEach(append -> answers.fail(append, refusal(failure)));
      } else {
        log.warn("a batch of {} failed: each is tried by itself", batch.size(), failure);
        batch.forEach(append -> write(List.of(append)));
      }
    }
  }

  /** An error of the platform ends the writer, but nobody waits for ever. */
  private void writeOrEnd(List<PendingAppend> batch) {
    try {
      write(batch);
    } catch (Error fatal) {
      stop();
      batch.forEach(append -> answers.fail(append, AppendFailed.outcomeUnknown(fatal)));
      throw fatal;
    }
  }

  private void attempt(List<PendingAppend> batch) throws SQLException {
    long started = System.nanoTime();
    long stamp = clock.stamp();
    long before = store.head();
    List<PendingAppend> holding = new ArrayList<>(batch.size());
    List<PendingAppend> outrun = new ArrayList<>();
    try {
      store.prepare();
      for (PendingAppend append : batch) {
        (holds(append) ? holding : outrun).add(append);
      }
      if (!holding.isEmpty()) {
        store.append(holding, stamp);
      }
    } catch (SQLException | RuntimeException failure) {
      if (!store.recover(holding, before, failure)) {
        recent.truncate(before);
        throw failure;
      }
    }
    if (!holding.isEmpty()) {
      publisher.publish(holding, stamp, Duration.ofNanos(System.nanoTime() - started));
    }
    // They are told when the head has moved, so that they do not lose the same race twice.
    outrun.forEach(append -> answers.fail(append, conflict(append)));
  }

  private boolean holds(PendingAppend append) throws SQLException {
    if (append.condition().isPresent()
        && conflicts.broken(append.condition().get(), store.session())) {
      return false;
    }
    append.events().forEach(event -> recent.add(event.type(), event.tags()));
    return true;
  }

  private static AppendEventsTransactionRejectedException conflict(PendingAppend append) {
    long after = append.condition().map(Condition::after).orElse(0L);
    return AppendEventsTransactionRejectedException.conflictingEventsDetected(
        new GlobalIndexConsistencyMarker(after));
  }

  private RuntimeException refusal(Exception failure) {
    return switch (failure) {
      case LedgerRefusal known -> known;
      case SQLException e when dialect.isFull(e) -> new LedgerFull(e);
      default -> new AppendFailed("the append could not be written", failure);
    };
  }
}
