package dev.lanyard.api.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.api.health.LastFailure;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.event.UsageEvent.UsageSummarised;
import dev.lanyard.domain.rules.AllRules;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.Inspection;
import dev.lanyard.eventstore.jdbc.LedgerKind;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import dev.lanyard.projections.Views;
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
  private static final PrincipalId READER = new PrincipalId(new UUID(1, 1));
  private static final PrincipalId OPERATOR = new PrincipalId(new UUID(1, 2));
  private static final AccessEvent TURNED_AWAY =
      new CallersTurnedAway(Personal.none(), START, Map.of("code", 1L));
  private static final AccessEvent READ =
      new RecordsRead(
          READER,
          "/audit/events",
          "",
          "Lanyard.Audit/events/read",
          new Circumstances(
              0, Optional.empty(), Optional.empty(), Optional.empty(), Personal.none()));

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EmbeddedLedger<Recorded> ledger;
  private AccessStore store;
  private Views views;
  private UsageSummaries summaries;
  private AccessRetention retention;

  @BeforeEach
  void open() {
    var vocabulary = Vocabulary.lifecycle();
    ledger =
        EmbeddedLedger.open(
            folder,
            LedgerKind.lifecycle(vocabulary),
            now::get,
            LedgerSettings.defaults(),
            LedgerMetrics.NONE);
    store =
        AccessStore.open(
            folder,
            now::get,
            _ -> UUID.randomUUID(),
            LedgerSettings.access(1 << 30),
            LedgerMetrics.NONE);
    views = Views.open(ledger.ledger(), store.ledger(), folder.resolve("views"), now::get);
    var deciders =
        new Deciders(
            Deciders.commandBus(),
            Deciders.eventStore(ledger.engine()),
            vocabulary,
            AllRules.all(),
            ledger.tickets(),
            now::get,
            (_, _) -> {});
    var commands =
        new Commands(deciders, views, new FreshIds(), now::get, meters, new LastFailure());
    summaries = new UsageSummaries(store.ledger(), commands, OPERATOR);
    retention = new AccessRetention(store, summaries, Duration.ofDays(90), now::get, meters, 0);
  }

  @AfterEach
  void close() {
    views.close();
    store.close();
    ledger.close();
  }

  private void record(int count, AccessEvent event) throws Exception {
    List<CompletableFuture<Long>> recorded = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      recorded.add(store.record(event));
    }
    for (CompletableFuture<Long> each : recorded) {
      each.get(1, TimeUnit.MINUTES);
    }
  }

  private List<UsageSummary> summarised() {
    return ledger.ledger().read(0, 1_000).stream()
        .map(recorded -> ((UsageSummarised) recorded.event()).usage())
        .toList();
  }

  private static UsageSummary summary(
      long first, long last, Instant until, long turnedAway, int readings) {
    return new UsageSummary(
        first,
        last,
        first == 1 ? START : until,
        until,
        List.of(new Usage(READER, new Counts(0, 0, 0, 0, readings), Optional.empty())),
        0,
        Counts.NONE,
        turnedAway);
  }

  @Test
  void records_go_once_their_whole_segment_is_older_and_the_ledger_says_what_they_told()
      throws Exception {
    Instant next = START.plus(Duration.ofDays(1));
    record(200, TURNED_AWAY);
    record(100, READ);
    now.set(next);
    record(300, READ);

    now.set(START.plus(Duration.ofDays(90)));
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(1);
    assertThat(summarised()).isEmpty();

    now.set(START.plus(Duration.ofDays(90)).plusMillis(1));
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(257);
    assertThat(summarised()).containsExactly(summary(1, 256, START, 200, 56));

    now.set(START.plus(Duration.ofDays(92)));
    retention.look();
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(513);
    UsageSummary second = summarised().getLast();
    assertThat(summarised()).hasSize(2);
    assertThat(second.from()).isEqualTo(START);
    assertThat(second.until()).isEqualTo(next);
    assertThat(second.total()).isEqualTo(new Counts(0, 0, 0, 0, 256));
    assertThat(store.inspect()).isEqualTo(new Inspection(600, Optional.empty()));
  }

  @Test
  void what_was_summed_up_before_a_crash_is_not_summed_up_again() throws Exception {
    record(5 * 256 + 1, READ);
    now.set(START.plus(Duration.ofDays(91)));
    assertThat(summaries.summarise(1, 768)).isEqualTo(768);
    store.dropOlder(now.get(), 256).get();

    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(5 * 256 + 1);
    assertThat(summarised())
        .containsExactly(summary(1, 768, START, 0, 768), summary(769, 1_280, START, 0, 512));
  }

  @Test
  void many_records_have_several_summaries() throws Exception {
    int most = UsageSummary.SEGMENTS_MAX * UsageSummary.SEGMENT_RECORDS;
    record(most + 257, TURNED_AWAY);
    now.set(START.plus(Duration.ofDays(91)));
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(most + 257);
    assertThat(summarised().stream().map(UsageSummary::turnedAway))
        .containsExactly((long) most, 256L);
  }

  @Test
  void nothing_goes_while_the_ledger_takes_no_summary() throws Exception {
    record(300, READ);
    now.set(START.plus(Duration.ofDays(91)));
    ledger.close();
    retention.look();
    assertThat(store.ledger().firstPosition()).isEqualTo(1);
    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void a_look_that_fails_is_counted_and_ends_quietly() {
    store.close();
    retention.look();
    assertThat(failures()).isEqualTo(1);
  }

  private double failures() {
    return meters.counter(Meters.AUTOMATION_FAILURES, Meters.NAME, "AccessRetention").count();
  }
}
