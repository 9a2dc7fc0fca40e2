package dev.lanyard.projections;

import dev.lanyard.projections.ViewStatus.Stopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How far a view is, what stopped it, and those who wait for it to pass a commit. Each of them is
 * woken once, when its commit is passed or the view goes no further, and nobody else is.
 */
final class Progress {
  private record Waiter(long position, CompletableFuture<Boolean> passed) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::position));
  private volatile long position;
  private volatile Optional<Stopped> stopped = Optional.empty();
  private boolean ended;

  Progress(long position) {
    this.position = position;
  }

  /** The last commit that was passed. */
  long position() {
    return position;
  }

  /** What stopped the view; empty while it goes on. */
  Optional<Stopped> stopped() {
    return stopped;
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
      if (ended || stopped.isPresent()) {
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

  /** The view goes no further until {@link #goesOn}. */
  synchronized void stopped(Stopped why) {
    stopped = Optional.of(why);
    dismiss();
  }

  /** The view tries again from where it stands. */
  synchronized void goesOn() {
    stopped = Optional.empty();
  }

  /** The view goes no further, ever. */
  synchronized void ended() {
    ended = true;
    dismiss();
  }

  private void dismiss() {
    waiters.forEach(waiter -> waiter.passed().complete(false));
    waiters.clear();
  }
}
