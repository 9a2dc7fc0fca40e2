package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.eventstore.AccessRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessStoreTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final PrincipalId CALLER = new PrincipalId(new UUID(1, 2));
  private static final ClientId CLIENT = new ClientId(new UUID(5, 6));

  @TempDir Path folder;
  private final AtomicLong ids = new AtomicLong();

  private AccessStore open(long bytesMax) {
    return AccessStore.open(
        folder,
        () -> START,
        _ -> new UUID(5, ids.incrementAndGet()),
        LedgerSettings.access(bytesMax),
        LedgerMetrics.NONE);
  }

  private static AccessEvent read(String query) {
    return new RecordsRead(
        CALLER, "/audit/events", query, "Lanyard.Audit/events/read", circumstances());
  }

  private static AccessEvent refused() {
    return new TokenRefused(CALLER, CLIENT, "audience", "AADSTS500011", circumstances());
  }

  private static AccessEvent issued(String audience) {
    return new TokenIssued(
        CALLER,
        CLIENT,
        new CredentialId(new UUID(3, 4)),
        audience,
        "uti",
        START.truncatedTo(ChronoUnit.SECONDS),
        Optional.empty(),
        circumstances());
  }

  private static Circumstances circumstances() {
    return new Circumstances(
        7, Optional.of("r"), Optional.empty(), Optional.empty(), Personal.of("192.0.2.1"));
  }

  @Test
  void what_was_recorded_is_durable_and_read_back_whole() throws Exception {
    List<AccessRecord> expected = new ArrayList<>();
    try (AccessStore store = open(1 << 30)) {
      for (int at = 1; at <= 3; at++) {
        assertThat(resultOf(store.record(read("n=" + at)))).isEqualTo(at);
        expected.add(new AccessRecord(at, at, START, new UUID(5, at), read("n=" + at)));
      }
      assertThat(store.ledger().read(0, 100)).isEqualTo(expected);
    }
    try (AccessStore store = open(1 << 30)) {
      assertThat(store.ledger().head()).isEqualTo(3);
      assertThat(store.ledger().read(0, 100)).isEqualTo(expected);
      assertThat(store.inspect()).isEqualTo(new Inspection(3, Optional.empty()));
    }
  }

  @Test
  void many_records_share_commits_and_none_is_lost() throws Exception {
    List<Integer> batches = new ArrayList<>();
    LedgerMetrics metrics =
        new LedgerMetrics() {
          @Override
          public void batchWritten(int appends, int events, Duration writing) {
            batches.add(events);
          }
        };
    try (AccessStore store =
        AccessStore.open(
            folder, () -> START, _ -> UUID.randomUUID(), LedgerSettings.access(1 << 30), metrics)) {
      List<CompletableFuture<Long>> recorded = new ArrayList<>();
      for (int at = 0; at < 500; at++) {
        recorded.add(store.record(read("n=" + at)));
      }
      for (int at = 0; at < 500; at++) {
        assertThat(resultOf(recorded.get(at))).isEqualTo(at + 1);
      }
    }
    assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
    assertThat(batches.size()).isLessThan(250);
  }

  /** Records facts one after the other until one is refused; returns how many were taken. */
  private static long fill(AccessStore store, AccessEvent event) throws Exception {
    long recorded = 0;
    CompletableFuture<Long> record = store.record(event);
    while (!record.handle((_, failed) -> failed != null).get() && recorded < 10_000) {
      recorded++;
      record = store.record(event);
    }
    assertThat(failure(record)).isInstanceOf(LedgerFull.class);
    return recorded;
  }

  @Test
  void the_log_refuses_beyond_its_budget_while_the_lifecycle_goes_on() throws Exception {
    try (TestLedger lifecycle =
            new TestLedger(folder, LedgerSettings.defaults(), Clock.systemUTC());
        AccessStore store = open(1 << 20)) {
      AccessEvent token = issued("x".repeat(10_000));
      long recorded = fill(store, token);
      assertThat(recorded).isBetween(50L, 150L);
      assertThat(resultOf(lifecycle.append(event("goes on"))).position()).isEqualTo(1);
      assertThat(store.ledger().head()).isEqualTo(recorded);

      store.limit(2 << 20);
      assertThat(resultOf(store.record(token))).isEqualTo(recorded + 1);
    }
  }

  @Test
  void the_last_fifth_of_the_budget_takes_the_issue_of_tokens_alone() throws Exception {
    String text = "x".repeat(10_000);
    try (AccessStore store = open(1 << 20)) {
      long readings = fill(store, read(text));
      assertThat(store.takesOnlyEssentials()).isTrue();
      assertThat(failure(store.record(refused()))).isInstanceOf(LedgerFull.class);
      long tokens = fill(store, issued(text));
      assertThat((double) tokens / (readings + tokens)).isBetween(0.1, 0.25);

      store.limit(4 << 20);
      assertThat(store.takesOnlyEssentials()).isFalse();
      assertThat(resultOf(store.record(refused()))).isEqualTo(readings + tokens + 1);
    }
  }

  @Test
  void what_old_segments_give_back_is_everybodys_again() throws Exception {
    try (AccessStore store = open(1 << 20)) {
      long recorded = fill(store, read("x".repeat(500)));
      assertThat(resultOf(store.dropOlder(START.plusSeconds(1), Long.MAX_VALUE))).isGreaterThan(1);
      assertThat(store.takesOnlyEssentials()).isFalse();
      assertThat(resultOf(store.record(refused()))).isEqualTo(recorded + 1);
    }
    try (AccessStore store = open(1 << 20)) {
      assertThat(store.takesOnlyEssentials()).isFalse();
    }
  }

  @Test
  void no_more_goes_than_was_asked_for_and_what_could_is_told() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    try (AccessStore store =
        AccessStore.open(
            folder,
            now::get,
            _ -> UUID.randomUUID(),
            LedgerSettings.access(1 << 30),
            LedgerMetrics.NONE)) {
      List<CompletableFuture<Long>> recorded = new ArrayList<>();
      for (int at = 0; at < 3 * Segments.EVENTS; at++) {
        recorded.add(store.record(read("n=" + at)));
      }
      for (CompletableFuture<Long> each : recorded) {
        resultOf(each);
      }
      assertThat(store.lastDroppable(START)).isZero();
      Instant later = START.plus(1, ChronoUnit.MICROS);
      assertThat(store.lastDroppable(later)).isEqualTo(2 * Segments.EVENTS);
      assertThat(resultOf(store.dropOlder(later, Segments.EVENTS - 1))).isEqualTo(1);
      assertThat(resultOf(store.dropOlder(later, Segments.EVENTS))).isEqualTo(Segments.EVENTS + 1);
      assertThat(resultOf(store.dropOlder(later, Long.MAX_VALUE)))
          .isEqualTo(store.lastDroppable(later) + 1)
          .isEqualTo(2 * Segments.EVENTS + 1);
    }
  }

  @Test
  void a_segment_is_as_wide_as_summaries_take_it_to_be() {
    assertThat(Segments.EVENTS).isEqualTo(UsageSummary.SEGMENT_RECORDS);
  }

  @Test
  void two_servers_cannot_have_one_log() {
    try (AccessStore _ = open(1 << 30)) {
      assertThatThrownBy(() -> open(1 << 30).close())
          .hasMessageStartingWith("this process has the access in ");
    }
  }

  @Test
  void a_closed_log_refuses() throws Exception {
    AccessStore store = open(1 << 30);
    store.close();
    assertThat(failure(store.record(read("")))).isInstanceOf(LedgerBusy.class);
    assertThat(store.isWriting()).isFalse();
  }
}
