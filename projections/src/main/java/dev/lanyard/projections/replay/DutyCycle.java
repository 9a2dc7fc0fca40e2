package dev.lanyard.projections.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Full speed while nobody appends; while somebody does, each thread works for a share of the time
 * and sleeps for the rest. Priorities of threads would not do: Linux takes no notice of them. What
 * is measured is the time on a processor, so that waiting for another thread is not work.
 */
public final class DutyCycle implements Pace {
  /** Appends are looked for this far back: somebody who appends in a loop is seen between two. */
  private static final long BUSY_NANOS = Duration.ofMillis(100).toNanos();

  /** Longest sleep at once, so that the pace is given up soon after the last append. */
  private static final long SLEEP_NANOS_MAX = Duration.ofMillis(200).toNanos();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LongSupplier head;
  private final IntSupplier queued;
  private final double share;
  private final AtomicLong lastHead;
  private final AtomicLong lastAppend = new AtomicLong(System.nanoTime() - BUSY_NANOS);
  private final ThreadLocal<Long> worked = ThreadLocal.withInitial(DutyCycle::cpuNanos);

  /**
   * A pace beside a ledger.
   *
   * @param head its last position
   * @param queued how many appends wait
   * @param share of a processor that each thread may use while commands come; between 0 and 1
   */
  public DutyCycle(LongSupplier head, IntSupplier queued, double share) {
    if (share <= 0 || share > 1) {
      throw new IllegalArgumentException("a share is more than 0 and at most 1");
    }
    this.head = head;
    this.queued = queued;
    this.share = share;
    this.lastHead = new AtomicLong(head.getAsLong());
  }

  @Override
  public void breathe() throws InterruptedException {
    long now = cpuNanos();
    long rest = (long) ((now - worked.get()) * (1 - share) / share);
    while (rest > 0 && isBusy()) {
      long sleep = Math.min(rest, SLEEP_NANOS_MAX);
      TimeUnit.NANOSECONDS.sleep(sleep);
      rest -= sleep;
    }
    worked.set(cpuNanos());
  }

  private boolean isBusy() {
    long now = System.nanoTime();
    long at = head.getAsLong();
    if (lastHead.getAndSet(at) != at || queued.getAsInt() > 0) {
      lastAppend.set(now);
    }
    return now - lastAppend.get() < BUSY_NANOS;
  }

  private static long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
