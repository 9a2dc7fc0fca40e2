package dev.lanyard.projections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private volatile long position;
  private boolean stopped;

  PositionWaiters(long position) {
    this.position = position;
  }

  /** Waits; false if the time ran out or the view stopped before. */
  boolean await(long awaited, Duration timeout) throws InterruptedException {
    if (awaited <= position) {
      return true;
    }
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
      forget(waiter);
      return false;
    } catch (InterruptedException e) {
      forget(waiter);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void forget(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** The view has passed a commit. Waiters wake outside the lock: hundreds may come at once. */
  void passed(long commit) {
    List<Waiter> woken = new ArrayList<>();
    synchronized (this) {
      position = commit;
      while (!waiters.isEmpty() && waiters.element().position() <= commit) {
        woken.add(waiters.remove());
      }
    }
    woken.forEach(waiter -> waiter.passed().complete(true));
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
  long position() {
    return position;
  }
}
