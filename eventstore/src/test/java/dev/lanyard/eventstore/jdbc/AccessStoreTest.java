package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.eventstore.AccessRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessStoreTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final PrincipalId CALLER = new PrincipalId(new UUID(1, 2));

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
        CALLER,
        "/audit/events",
        query,
        "Lanyard.Audit/events/read",
        new Circumstances(
            7, Optional.of("r"), Optional.empty(), Optional.empty(), Personal.of("192.0.2.1")));
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

  @Test
  void the_log_refuses_beyond_its_budget_while_the_lifecycle_goes_on() throws Exception {
    try (TestLedger lifecycle =
            new TestLedger(folder, LedgerSettings.defaults(), Clock.systemUTC());
        AccessStore store = open(1 << 20)) {
      String query = "x".repeat(10_000);
      Throwable refused = null;
      long recorded = 0;
      while (refused == null && recorded < 1_000) {
        CompletableFuture<Long> record = store.record(read(query));
        if (record.handle((_, failed) -> failed != null).get()) {
          refused = failure(record);
        } else {
          recorded++;
        }
      }
      assertThat(refused).isInstanceOf(LedgerFull.class);
      assertThat(recorded).isBetween(50L, 150L);
      assertThat(resultOf(lifecycle.append(event("goes on"))).position()).isEqualTo(1);
      assertThat(store.ledger().head()).isEqualTo(recorded);

      store.limit(2 << 20);
      assertThat(resultOf(store.record(read(query)))).isEqualTo(recorded + 1);
    }
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
