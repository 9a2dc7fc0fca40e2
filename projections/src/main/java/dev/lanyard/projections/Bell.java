package dev.lanyard.projections;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one thread that has nothing to do. What rings while the thread works is not lost. */
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();
  private boolean rung;
  private volatile boolean closed;

  /** Ends the sleep under way, or else the next one. */
  void ring() {
    lock.lock();
    try {
      rung = true;
      heard.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Sleeps until somebody rings; not at all if somebody did since the last sleep. */
  void sleep(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long left = longest.toNanos();
      while (!rung && !closed && left > 0) {
        left = heard.awaitNanos(left);
      }
      rung = false;
    } finally {
      lock.unlock();
    }
  }

  /** Waits, however often somebody rings. */
  void pause(Duration whole) throws InterruptedException {
    lock.lock();
    try {
      long left = whole.toNanos();
      while (!closed && left > 0) {
        left = heard.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait under way, and lets nobody wait again. */
  void close() {
    lock.lock();
    try {
      closed = true;
      heard.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }
}
