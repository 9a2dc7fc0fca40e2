package dev.lanyard.projections;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Those who wait for a view to pass a commit. Each is woken once, when its commit is passed, and
 * nobody else is.
 */
final class PositionWaiters {
  private record Waiter(long position, CompletableFuture<Boolean> passed) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::position));
  private long position;
  private boolean stopped;

  PositionWaiters(long position) {
    this.position = position;
  }

  /** Waits; false if the time ran out or the view stopped before. */
  boolean await(long awaited, Duration timeout) throws InterruptedException {
    Waiter waiter = new Waiter(awaited, new CompletableFuture<>());
    synchronized (this) {
      if (awaited <= position) {
        return true;
      }
      if (stopped) {
        return false;
      }
      waiters.add(waiter);
    }
    try {
      return waiter.passed().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      forget(waiter);
    }
  }

  private synchronized void forget(Waiter waiter) {
    if (!waiter.passed().isDone()) {
      waiters.remove(waiter);
    }
  }

  /** The view has passed a commit. */
  synchronized void passed(long commit) {
    position = commit;
    while (!waiters.isEmpty() && waiters.element().position() <= commit) {
      waiters.remove().passed().complete(true);
    }
  }

  /** The view goes no further. */
  synchronized void stopped() {
    stopped = true;
    waiters.forEach(waiter -> waiter.passed().complete(false));
    waiters.clear();
  }

  /** The view goes on. */
  synchronized void started() {
    stopped = false;
  }

  /** The last commit that was passed. */
  synchronized long position() {
    return position;
  }
}
