package dev.lanyard.projections;

import dev.lanyard.eventstore.Ledger;
import dev.lanyard.projections.ViewStatus.Stopped;
import dev.lanyard.projections.store.Broken;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one view up with the ledger, on a platform thread of its own (ADR 0004). What passes by
 * itself is tried again; anything else stops the view before the commit that it could not fold,
 * until somebody restarts it. Nothing is skipped.
 */
final class ProjectionRunner {
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

  private final Ledger ledger;
  private final Projection projection;
  private final LiveView view;
  private final InstantSource clock;
  private final PositionWaiters waiters;
  private final Thread thread;
  private final AutoCloseable subscription;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean awake;
  private boolean closed;
  private Optional<Stopped> stopped = Optional.empty();
  private Optional<Task> task = Optional.empty();

  private Batches batches;
  private int eventsMax = Batches.EVENTS_MAX;
  private Duration retry = RETRY_MIN;

  ProjectionRunner(Ledger ledger, Projection projection, LiveView view, InstantSource clock)
      throws SQLException {
    this.ledger = ledger;
    this.projection = projection;
    this.view = view;
    this.clock = clock;
    this.batches = new Batches(ledger, projection, view.file());
    this.waiters = new PositionWaiters(batches.position());
    this.thread = Thread.ofPlatform().name("view-" + projection.name()).unstarted(this::run);
    this.subscription = ledger.onAppend(_ -> wake());
  }

  void start() {
    thread.start();
  }

  Projection projection() {
    return projection;
  }

  LiveView view() {
    return view;
  }

  boolean await(long position, Duration timeout) throws InterruptedException {
    return waiters.await(position, timeout);
  }

  ViewStatus status() {
    long position = waiters.position();
    long lag = Math.max(0, ledger.head() - position);
    Instant now = clock.instant();
    Duration age =
        lag == 0
            ? Duration.ZERO
            : ledger
                .committedAt(position + 1)
                .map(oldest -> Duration.between(oldest, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    return new ViewStatus(projection.name(), position, lag, age, stopped());
  }

  private Optional<Stopped> stopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /** Lets a stopped view try again. */
  void restart() {
    lock.lock();
    try {
      stopped = Optional.empty();
      waiters.started();
      wake();
    } finally {
      lock.unlock();
    }
  }

  /** Has the folding thread do something between two batches, also while the view is stopped. */
  void submit(Task next) {
    lock.lock();
    try {
      if (task.isPresent()) {
        throw new IllegalStateException("the view has a task already");
      }
      task = Optional.of(next);
      wake();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      awake = true;
      woken.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!isClosed()) {
        runTask();
        if (stopped().isPresent()) {
          sleep(POLL);
        } else {
          fold();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("view {} was interrupted and ends", projection.name());
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void fold() throws InterruptedException {
    try {
      boolean folded = batches.next(eventsMax, Long.MAX_VALUE);
      retry = RETRY_MIN;
      waiters.passed(batches.position());
      if (!folded) {
        batches.index();
        eventsMax = Batches.EVENTS_MAX;
        sleep(POLL);
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
      pause(retry);
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
    lock.lock();
    try {
      stopped = Optional.of(new Stopped(position, causeOf(e)));
      eventsMax = Batches.EVENTS_MAX;
      waiters.stopped();
    } finally {
      lock.unlock();
    }
  }

  private static String causeOf(Throwable e) {
    return e instanceof Broken broken ? String.valueOf(broken.getMessage()) : e.toString();
  }

  private void runTask() {
    Optional<Task> next;
    lock.lock();
    try {
      next = task;
      task = Optional.empty();
    } finally {
      lock.unlock();
    }
    if (next.isEmpty()) {
      return;
    }
    try {
      next.get().run(view);
      batches = new Batches(ledger, projection, view.file());
      waiters.passed(batches.position());
      restart();
    } catch (Throwable e) {
      stop(e);
    }
  }

  private void sleep(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!awake && !closed && left > 0) {
        left = woken.awaitNanos(left);
      }
      awake = false;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, however often somebody wakes the view. */
  private void pause(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!closed && left > 0) {
        left = woken.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends after the batch under way. */
  public void close() throws Exception {
    subscription.close();
    lock.lock();
    try {
      closed = true;
      woken.signal();
    } finally {
      lock.unlock();
    }
    thread.join();
    waiters.stopped();
    view.close();
  }
}
