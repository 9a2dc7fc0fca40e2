package dev.lanyard.api.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.Inspection;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessRetentionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private AccessStore store;
  private AccessRetention retention;

  @BeforeEach
  void open() {
    store =
        AccessStore.open(
            folder,
            now::get,
            _ -> UUID.randomUUID(),
            LedgerSettings.access(1 << 30),
            LedgerMetrics.NONE);
    retention = new AccessRetention(store, Duration.ofDays(90), now::get, meters, 0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void record(int count) throws Exception {
    List<CompletableFuture<Long>> recorded = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      recorded.add(
          store.record(new CallersTurnedAway(Personal.none(), now.get(), Map.of("code", 1L))));
    }
    for (CompletableFuture<Long> each : recorded) {
      each.get(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void records_go_once_their_whole_segment_is_older_than_the_retention() throws Exception {
    record(300);
    now.set(START.plus(Duration.ofDays(1)));
    record(300);

    now.set(START.plus(Duration.ofDays(90)));
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(1);

    now.set(START.plus(Duration.ofDays(90)).plusMillis(1));
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(257);

    now.set(START.plus(Duration.ofDays(92)));
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(513);
    assertThat(store.inspect()).isEqualTo(new Inspection(600, Optional.empty()));
  }

  @Test
  void a_look_that_fails_is_counted_and_ends_quietly() {
    store.close();
    retention.look();
    assertThat(meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "AccessRetention").count())
        .isEqualTo(1);
  }
}
