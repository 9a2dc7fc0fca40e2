package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lanyard.eventstore.jdbc.FaultyDialect.When;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Old segments go, and what is left still proves itself. */
class RetentionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SEGMENT = Segments.EVENTS;

  /** Steps of one drop that are failed: each of the first, then fewer and fewer. */
  private static final int EACH_STEP = 40;

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private FaultyDialect dialect;
  private TestLedger ledger;

  @BeforeEach
  void open() {
    dialect = new FaultyDialect(sqlite());
    ledger = open(dialect);
  }

  private Dialect sqlite() {
    return new Sqlite(folder.resolve("ledger.db"), 1_000);
  }

  private TestLedger open(Dialect opened) {
    return new TestLedger(folder, TestLedger.settings(1_000, 1 << 20, 2), now::get, opened);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  /** Appends so many events, in commits of so many, all at one time. */
  private void append(int events, int commit) throws Exception {
    for (int at = 0; at < events; at += commit) {
      List<TaggedEventMessage<EventMessage>> batch = new ArrayList<>();
      for (int each = 0; each < commit; each++) {
        batch.add(event("x", "thing=" + at % 3, "in=" + each));
      }
      resultOf(ledger.append(batch));
    }
  }

  private long drop(Instant olderThan) throws Exception {
    return resultOf(ledger.embedded().dropOlder(olderThan, Long.MAX_VALUE));
  }

  private void later(Duration time) {
    now.set(now.get().plus(time));
  }

  private void intact(long first, long head) throws SQLException {
    assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(head, Optional.empty()));
    assertThat(ledger.facts().firstPosition()).isEqualTo(first);
    assertThat(ledger.head()).isEqualTo(head);
    assertThat(ledger.all()).hasSize((int) (head - first + 1));
    assertThat(number("SELECT count(*) FROM events")).isEqualTo(head - first + 1);
    assertThat(number("SELECT count(*) FROM tags WHERE position < " + first)).isZero();
    assertThat(number("SELECT count(*) FROM segments")).isEqualTo((first - 1) / SEGMENT);
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
  }

  @Test
  void whole_old_segments_go_and_the_rest_keeps_its_root() throws Exception {
    append(2 * SEGMENT, 64);
    later(Duration.ofDays(1));
    append(SEGMENT, 32);
    append(5, 1);
    intact(1, 3 * SEGMENT + 5);

    assertThat(drop(START)).isEqualTo(1);
    assertThat(drop(START.plusMillis(1))).isEqualTo(2 * SEGMENT + 1);

    intact(2 * SEGMENT + 1, 3 * SEGMENT + 5);
    ledger.close();
    ledger = open(sqlite());
    intact(2 * SEGMENT + 1, 3 * SEGMENT + 5);
    append(SEGMENT, 1);
    later(Duration.ofDays(1));
    assertThat(drop(now.get())).isEqualTo(4 * SEGMENT + 1);
    intact(4 * SEGMENT + 1, 4 * SEGMENT + 5);
  }

  @Test
  void the_segment_of_the_head_stays_however_old_it_is() throws Exception {
    append(2 * SEGMENT, 16);
    later(Duration.ofDays(1_000));

    assertThat(drop(now.get())).isEqualTo(SEGMENT + 1);

    intact(SEGMENT + 1, 2 * SEGMENT);
  }

  @Test
  void a_segment_that_ends_within_a_commit_stays() throws Exception {
    append(SEGMENT - 2, 1);
    append(4, 4);
    append(SEGMENT, 1);
    later(Duration.ofDays(1));

    assertThat(drop(now.get())).isEqualTo(1);

    intact(1, 2 * SEGMENT + 2);
  }

  @Test
  void readers_begin_at_the_first_kept_position() throws Exception {
    append(SEGMENT, 64);
    later(Duration.ofDays(1));
    append(SEGMENT, 64);
    drop(now.get());

    assertThat(ledger.facts().at(SEGMENT)).isEmpty();
    assertThat(ledger.facts().committedAt(SEGMENT)).isEmpty();
    assertThat(ledger.facts().committedAt(SEGMENT + 1)).contains(now.get());
    assertThat(ledger.facts().commitAt(START)).isZero();
    assertThat(ledger.facts().commitAt(now.get())).isEqualTo(2 * SEGMENT);
  }

  @Test
  void appends_go_on_between_segments() throws Exception {
    append(8 * SEGMENT, 256);
    later(Duration.ofDays(1));

    CompletableFuture<Long> dropped = ledger.embedded().dropOlder(now.get(), Long.MAX_VALUE);
    List<CompletableFuture<?>> appended = new ArrayList<>();
    for (int at = 0; at < 100; at++) {
      appended.add(ledger.append(event("meanwhile")));
    }

    assertThat(resultOf(dropped)).isIn(7 * SEGMENT + 1L, 8 * SEGMENT + 1L);
    for (CompletableFuture<?> each : appended) {
      resultOf(each);
    }
    intact(resultOf(dropped), 8 * SEGMENT + 100);
  }

  @ParameterizedTest
  @EnumSource
  void a_failure_at_any_step_leaves_a_segment_whole_or_dropped(When when) throws Exception {
    append(SEGMENT, 64);
    append(1, 1);
    later(Duration.ofDays(1));
    long[] steps =
        LongStream.concat(
                LongStream.range(0, EACH_STEP),
                LongStream.iterate(EACH_STEP, step -> step < 50_000, step -> step * 5 / 4))
            .toArray();
    int failures = 0;
    for (long step : steps) {
      dialect.failAt((int) step, when);
      CompletableFuture<Long> dropped = ledger.embedded().dropOlder(now.get(), Long.MAX_VALUE);
      boolean failed = dropped.handle((_, failure) -> failure != null).get();
      boolean reached = dialect.disarm();
      assertThat(failed).as("step " + step).isEqualTo(reached);
      failures += failed ? 1 : 0;
      long first = ledger.facts().firstPosition();
      intact(first, SEGMENT + 1);
      if (first > 1) {
        break;
      }
    }
    assertThat(failures).isGreaterThan(EACH_STEP);
    assertThat(drop(now.get())).isEqualTo(SEGMENT + 1);
    append(1, 1);
    intact(SEGMENT + 1, SEGMENT + 2);
  }

  @ParameterizedTest
  @EnumSource
  void a_crash_at_the_commit_leaves_a_segment_whole_or_dropped(When when) throws Exception {
    append(SEGMENT, 64);
    append(1, 1);
    later(Duration.ofDays(1));
    dialect.failCommit(when);
    dialect.failOpenings(Integer.MAX_VALUE);
    CompletableFuture<Long> dropped = ledger.embedded().dropOlder(now.get(), Long.MAX_VALUE);
    await().until(() -> !dialect.commitWillFail());
    ledger.close();
    assertThat(failure(dropped)).isInstanceOf(AppendFailed.class);

    ledger = open(sqlite());

    intact(when == When.BEFORE ? 1 : SEGMENT + 1, SEGMENT + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE segments SET root = x'00' || substr(root, 2)",
        "DELETE FROM segments",
        "UPDATE events SET payload = x'7a' WHERE position = 300"
      })
  void whoever_changes_what_is_left_is_found_out(String sql) throws Exception {
    append(2 * SEGMENT, 64);
    later(Duration.ofDays(1));
    drop(now.get());
    ledger.close();
    change(sql);

    ledger = open(sqlite());

    assertThat(ledger.embedded().inspect().damage()).isPresent();
  }

  @Test
  void a_closed_ledger_drops_nothing() throws Exception {
    ledger.close();
    assertThat(failure(ledger.embedded().dropOlder(START, Long.MAX_VALUE)))
        .isInstanceOf(LedgerBusy.class);
  }

  @Test
  void a_store_of_an_earlier_version_is_brought_up_to_now() throws Exception {
    append(1, 1);
    ledger.close();
    change("DROP TABLE segments");
    change("DROP TABLE erased");
    change("UPDATE schema_version SET version = 2");

    ledger = open(sqlite());

    intact(1, 1);
    ledger.close();
    change("UPDATE schema_version SET version = 1");
    assertThatThrownBy(() -> open(sqlite()).close())
        .hasRootCauseMessage("the store is not of version 4");
  }
}
