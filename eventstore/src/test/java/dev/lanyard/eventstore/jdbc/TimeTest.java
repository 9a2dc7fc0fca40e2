package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When commits say that they happened. */
class TimeTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");
  private static final Instant NOON_MICROS = Instant.parse("2026-01-01T12:00:00.123456Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> clock = new AtomicReference<>(NOON);

  private TestLedger open() {
    return new TestLedger(folder, LedgerSettings.defaults(), clock::get);
  }

  @Test
  void a_commit_has_whole_microseconds_of_the_writers_clock() throws Exception {
    try (TestLedger ledger = open()) {
      assertThat(resultOf(ledger.append(event("a"))).committedAt()).isEqualTo(NOON_MICROS);
    }
  }

  @Test
  void the_time_of_commits_never_decreases() throws Exception {
    try (TestLedger ledger = open()) {
      resultOf(ledger.append(event("a")));
      clock.set(NOON.minusSeconds(100));
      assertThat(resultOf(ledger.append(event("b"))).committedAt()).isEqualTo(NOON_MICROS);
      assertThat(ledger.embedded().clockLag()).isEqualTo(Duration.ofSeconds(100));
      clock.set(NOON.plusSeconds(1));
      assertThat(resultOf(ledger.append(event("c"))).committedAt())
          .isEqualTo(NOON_MICROS.plusSeconds(1));
      assertThat(ledger.embedded().clockLag()).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void a_clock_that_is_far_behind_refuses_appends_until_it_is_set() throws Exception {
    try (TestLedger ledger = open()) {
      resultOf(ledger.append(event("a")));
      clock.set(NOON.minus(Duration.ofMinutes(11)));
      assertThat(failure(ledger.append(event("b")))).isInstanceOf(ClockBehind.class);
      clock.set(NOON.minus(Duration.ofMinutes(9)));
      resultOf(ledger.append(event("c")));
      assertThat(ledger.all()).containsExactly("a", "c");
    }
  }

  @Test
  void a_start_waits_until_the_clock_has_passed_the_last_commit() throws Exception {
    try (TestLedger ledger = open()) {
      resultOf(ledger.append(event("a")));
    }
    clock.set(NOON.minusSeconds(1));
    var opening = CompletableFuture.supplyAsync(this::open);
    await().during(Duration.ofMillis(200)).until(() -> !opening.isDone());
    clock.set(NOON.plusNanos(1_000));

    try (TestLedger ledger = resultOf(opening)) {
      assertThat(resultOf(ledger.append(event("b"))).committedAt()).isAfter(NOON_MICROS);
    }
  }

  @Test
  void a_start_does_not_wait_for_a_clock_that_is_far_behind() throws Exception {
    try (TestLedger ledger = open()) {
      resultOf(ledger.append(event("a")));
    }
    clock.set(NOON.minusSeconds(90));

    try (TestLedger ledger = resultOf(CompletableFuture.supplyAsync(this::open))) {
      assertThat(ledger.embedded().clockLag()).isEqualTo(Duration.ofSeconds(90));
    }
  }
}
