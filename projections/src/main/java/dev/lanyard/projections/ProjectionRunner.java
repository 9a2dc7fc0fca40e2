package dev.lanyard.projections;

import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.projections.ViewStatus.Stopped;
import dev.lanyard.projections.store.Broken;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one view up with the ledger, on a platform thread of its own (ADR 0004). What passes by
 * itself is tried again; anything else stops the view before the commit that it could not fold,
 * until somebody restarts it. Nothing is skipped.
 */
final class ProjectionRunner<R extends LedgerRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);
  private static final Duration RETRY_MIN = Duration.ofMillis(10);
  private static final Duration RETRY_MAX = Duration.ofSeconds(5);

  /** Looks at the ledger this often even if nobody says that it grew. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Work on the view's file that only the folding thread may do. */
  @FunctionalInterface
  interface Task {
    void run(LiveView view) throws Exception;
  }

  private final Ledger<R> ledger;
  private final Projection<R> projection;
  private final LiveView view;
  private final InstantSource clock;
  private final Progress progress;
  private final Thread thread;
  private final AutoCloseable subscription;
  private final Bell bell = new Bell();
  private final Bell awaited = new Bell();
  private final BlockingQueue<Task> task = new ArrayBlockingQueue<>(1);

  // For the folding thread alone.
  private Batches<R> batches;
  private int eventsMax = Batches.EVENTS_MAX;
  private Duration retry = RETRY_MIN;

  ProjectionRunner(Ledger<R> ledger, Projection<R> projection, LiveView view, InstantSource clock)
      throws SQLException {
    this.ledger = ledger;
    this.projection = projection;
    this.view = view;
    this.clock = clock;
    this.batches = new Batches<>(ledger, projection, view.file());
    this.progress = view.progress();
    this.thread = Thread.ofPlatform().name("view-" + projection.name()).unstarted(this::run);
    this.subscription = ledger.onAppend(_ -> bell.ring());
  }

  void start() {
    thread.start();
  }

  Projection<R> projection() {
    return projection;
  }

  Ledger<R> ledger() {
    return ledger;
  }

  LiveView view() {
    return view;
  }

  boolean await(long position, Duration timeout) throws InterruptedException {
    awaited.ring();
    return progress.await(position, timeout);
  }

  ViewStatus status() {
    long position = progress.position();
    long next = Math.max(position + 1, ledger.firstPosition());
    long lag = Math.max(0, ledger.head() - next + 1);
    Duration age =
        lag == 0
            ? Duration.ZERO
            : ledger
                .committedAt(next)
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    return new ViewStatus(projection.name(), position, lag, age, progress.stopped());
  }

  /** A rebuilding of the view, to be run beside it. */
  Rebuilding<R> rebuilding(UUID id) {
    return new Rebuilding<>(id, ledger, this);
  }

  /** Lets a stopped view try again. */
  void restart() {
    progress.goesOn();
    bell.ring();
  }

  /** Has the folding thread do something between two batches, also while the view is stopped. */
  void submit(Task next) {
    if (!task.offer(next)) {
      throw new IllegalStateException("the view has a task already");
    }
    awaited.ring();
    bell.ring();
  }

  private void run() {
    try {
      while (!bell.isClosed()) {
        runTask();
        if (progress.stopped().isPresent()) {
          bell.sleep(POLL);
        } else {
          fold();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("view {} was interrupted and ends", projection.name());
      Thread.currentThread().interrupt();
    }
  }

  private void fold() throws InterruptedException {
    try {
      boolean folded = batches.next(eventsMax, Long.MAX_VALUE);
      retry = RETRY_MIN;
      progress.passed(batches.position());
      if (!folded) {
        batches.index();
        eventsMax = Batches.EVENTS_MAX;
        bell.sleep(POLL);
      } else if (ledger.head() - batches.position() < Batches.SLICE) {
        awaited.sleep(projection.gathers());
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable e) throws InterruptedException {
    if (e instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    if (StoreErrors.passes(e)) {
      LOG.warn("view {} tries again in {}: {}", projection.name(), retry, e.toString());
      bell.pause(retry);
      retry = retry.multipliedBy(2).compareTo(RETRY_MAX) > 0 ? RETRY_MAX : retry.multipliedBy(2);
    } else if (eventsMax > 1) {
      // Commit by commit, so that the view stands right before the one that cannot be folded.
      eventsMax = 1;
    } else {
      stop(e);
    }
  }

  private void stop(Throwable e) {
    long position = e instanceof Broken broken ? broken.position() : batches.position() + 1;
    LOG.error("view {} stopped before position {}", projection.name(), position, e);
    eventsMax = Batches.EVENTS_MAX;
    String cause = e instanceof Broken broken ? String.valueOf(broken.getMessage()) : e.toString();
    progress.stopped(new Stopped(position, cause));
  }

  private void runTask() {
    @Nullable Task next = task.poll();
    if (next == null) {
      return;
    }
    try {
      next.run(view);
      batches = new Batches<>(ledger, projection, view.file());
      restart();
    } catch (Throwable e) {
      stop(e);
    }
  }

  /** Ends after the batch under way. */
  public void close() throws Exception {
    subscription.close();
    bell.close();
    awaited.close();
    thread.join();
    progress.ended();
    view.close();
  }
}
