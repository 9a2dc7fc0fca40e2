package dev.lanyard.projections.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether it sleeps shows by what an interrupted thread is told. */
class DutyCycleTest {
  private static final long WORK_NANOS = 20_000_000;

  private final AtomicLong head = new AtomicLong();
  private final AtomicLong queued = new AtomicLong();

  @AfterEach
  void goOn() {
    Thread.interrupted();
  }

  private DutyCycle pace(double share) {
    return new DutyCycle(head::get, queued::intValue, share);
  }

  /** Has a thread do some work between two breaths, and interrupts it before the second. */
  private static void work(DutyCycle pace, Runnable meanwhile) throws InterruptedException {
    pace.breathe();
    long until = cpuNanos() + WORK_NANOS;
    while (cpuNanos() < until) {
      Thread.onSpinWait();
    }
    meanwhile.run();
    Thread.currentThread().interrupt();
    pace.breathe();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void nobody_sleeps_while_nobody_appends() {
    assertThatCode(() -> work(pace(0.1), () -> {})).doesNotThrowAnyException();
  }

  @Test
  void whoever_works_while_somebody_appends_sleeps() {
    assertThatThrownBy(() -> work(pace(0.1), head::incrementAndGet))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void whoever_works_while_appends_wait_sleeps() {
    assertThatThrownBy(() -> work(pace(0.1), queued::incrementAndGet))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void a_share_of_half_sleeps_as_long_as_it_worked() throws InterruptedException {
    DutyCycle pace = pace(0.5);
    pace.breathe();
    long began = System.nanoTime();
    long until = cpuNanos() + WORK_NANOS;
    while (cpuNanos() < until) {
      Thread.onSpinWait();
    }
    head.incrementAndGet();
    pace.breathe();

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(2 * WORK_NANOS);
  }

  @Test
  void all_of_a_processor_needs_no_sleep() {
    assertThatCode(() -> work(pace(1), head::incrementAndGet)).doesNotThrowAnyException();
    assertThatThrownBy(() -> pace(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
