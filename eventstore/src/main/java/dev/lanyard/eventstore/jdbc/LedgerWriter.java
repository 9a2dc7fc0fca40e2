package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Appended;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer: takes what waits, checks each append's condition against the store and against
 * the appends before it in the batch, writes all that hold in one transaction, and answers.
 *
 * <p>A batch that fails is tried again append by append, so that one that cannot be written fails
 * alone. Whether a failed batch was committed all the same, the store is opened again and asked:
 * until it has said so, nothing is answered or written.
 */
final class LedgerWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);
  private static final Duration REOPEN_WAIT = Duration.ofMillis(20);
  private static final Duration REOPEN_WAIT_MAX = Duration.ofSeconds(1);

  private final Dialect dialect;
  private final AppendQueue queue;
  private final Answers answers;
  private final CommitClock clock;
  private final Head head;
  private final EventCache cache;
  private final RecentEvents recent;
  private final Conflicts conflicts;
  private WriteStore store;
  private long bytesMaxInForce;
  private volatile long bytesMax;
  private volatile boolean stopping;

  /** Opens the store; {@link #run} serves it. */
  LedgerWriter(
      Dialect dialect,
      LedgerSettings settings,
      AppendQueue queue,
      Answers answers,
      CommitClock clock,
      Head head,
      EventCache cache,
      TagIndex index)
      throws SQLException {
    this.dialect = dialect;
    this.queue = queue;
    this.answers = answers;
    this.clock = clock;
    this.head = head;
    this.cache = cache;
    this.bytesMax = settings.bytesMax();
    this.bytesMaxInForce = bytesMax;
    this.store = new WriteStore(dialect, bytesMax);
    try {
      store.requireDurable();
    } catch (SQLException e) {
      store.close();
      throw e;
    }
    this.recent = new RecentEvents(settings.recentEvents(), store.head());
    this.conflicts = new Conflicts(index, recent);
    clock.start(store.committedAt());
    head.moveTo(store.head());
  }

  /** Bounds the store from the next batch on. */
  void limit(long newBytesMax) {
    bytesMax = newBytesMax;
  }

  /** Ends {@link #run} after the batch at hand. */
  void stop() {
    stopping = true;
    queue.close();
  }

  @Override
  public void run() {
    try {
      for (List<PendingAppend> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        writeOrEnd(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queue.close();
      close(store);
    }
  }

  /** Either the whole batch is written, or each append is by itself, or it alone has failed. */
  private void write(List<PendingAppend> batch) {
    try {
      attempt(batch);
    } catch (SQLException | RuntimeException failure) {
      if (batch.size() == 1 || stopping) {
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
    long before = head.position();
    List<PendingAppend> holding = new ArrayList<>(batch.size());
    List<PendingAppend> outrun = new ArrayList<>();
    try {
      putLimitInForce();
      for (PendingAppend append : batch) {
        (holds(append) ? holding : outrun).add(append);
      }
      if (!holding.isEmpty()) {
        store.append(holding, stamp);
      }
    } catch (SQLException | RuntimeException failure) {
      if (!committedAllTheSame(holding, before, failure)) {
        recent.truncate(before);
        throw failure;
      }
    }
    outrun.forEach(append -> answers.fail(append, conflict(append)));
    if (!holding.isEmpty()) {
      publish(holding, before, stamp, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private boolean holds(PendingAppend append) throws SQLException {
    if (append.condition().isPresent()
        && conflicts.broken(append.condition().get(), store.session())) {
      return false;
    }
    append.events().forEach(event -> recent.add(event.type(), event.tags()));
    return true;
  }

  private void publish(List<PendingAppend> appends, long before, long stamp, Duration writing) {
    clock.committed(stamp);
    remember(appends, before, stamp);
    long now = store.head();
    head.moveTo(now);
    answers.written(appends.size(), (int) (now - before), writing);
    long position = before;
    for (PendingAppend append : appends) {
      position += append.events().size();
      answers.succeed(append, new Appended(position, CommitClock.instant(stamp)));
    }
  }

  /** Before readers know of them: the views read first what was just written. */
  private void remember(List<PendingAppend> appends, long before, long stamp) {
    long position = before;
    for (PendingAppend append : appends) {
      long commit = position + append.events().size();
      for (PreparedEvent event : append.events()) {
        position++;
        cache.keep(StoredEvent.written(event, position, commit, stamp));
      }
    }
  }

  private void putLimitInForce() throws SQLException {
    long wanted = bytesMax;
    if (wanted != bytesMaxInForce) {
      store.limit(wanted);
      bytesMaxInForce = wanted;
    }
  }

  /** Opens the store again, for as long as that takes, and looks for the last event written. */
  private boolean committedAllTheSame(List<PendingAppend> appends, long before, Exception failure)
      throws SQLException {
    close(store);
    reopen(failure);
    if (store.head() == before) {
      return false;
    }
    long events = appends.stream().mapToLong(append -> append.events().size()).sum();
    if (store.head() != before + events
        || !store.holds(store.head(), appends.getLast().events().getLast().eventId())) {
      stop();
      throw new IllegalStateException("the store was changed by someone else: appending ends");
    }
    return true;
  }

  private void reopen(Exception failure) {
    for (long wait = REOPEN_WAIT.toNanos();
        ;
        wait = Math.min(2 * wait, REOPEN_WAIT_MAX.toNanos())) {
      try {
        store = new WriteStore(dialect, bytesMax);
        bytesMaxInForce = bytesMax;
        return;
      } catch (SQLException e) {
        log.error("the store cannot be opened to look up a batch that failed: trying again", e);
        if (stopping) {
          throw AppendFailed.outcomeUnknown(failure);
        }
        LockSupport.parkNanos(wait);
      }
    }
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

  private static void close(WriteStore store) {
    try {
      store.close();
    } catch (SQLException e) {
      log.warn("the writing connection did not close", e);
    }
  }
}
