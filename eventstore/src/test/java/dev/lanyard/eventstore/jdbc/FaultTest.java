package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static dev.lanyard.eventstore.jdbc.TestLedger.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lanyard.eventstore.jdbc.FaultyDialect.When;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when the database fails: nothing is half-written, and the next append works. */
class FaultTest {
  private static final int STEPS_MAX = 500;

  @TempDir Path folder;
  private FaultyDialect dialect;
  private TestLedger ledger;

  @BeforeEach
  void open() {
    dialect = new FaultyDialect(new Sqlite(folder.resolve("ledger.db"), 1_000));
    ledger = open(folder, dialect);
  }

  private static TestLedger open(Path where, Dialect dialect) {
    return new TestLedger(where, TestLedger.settings(100, 1 << 20, 2), Clock.systemUTC(), dialect);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_failure_at_any_step_leaves_the_append_whole_or_absent(When when) throws Exception {
    for (int i = 0; i < 5; i++) {
      // More than memory holds, so that conditions are looked up in the store as well.
      resultOf(ledger.append(event("before", "thing=0")));
    }
    List<Object> expected = new ArrayList<>(ledger.all());
    int failures = 0;
    for (int step = 0; step < STEPS_MAX; step++) {
      dialect.failAt(step, when);
      var append =
          ledger.appendIf(
              selecting(TYPE, "thing=1"), 1, event("one " + step), event("two " + step));
      append.handle((_, _) -> 0).get();
      if (!dialect.disarm()) {
        assertThat(step).isGreaterThan(30);
        assertThat(failures).isGreaterThan(20);
        return;
      }
      if (append.isCompletedExceptionally()) {
        failures++;
        assertThat(failure(append)).isInstanceOf(AppendFailed.class);
      } else {
        expected.addAll(List.of("one " + step, "two " + step));
      }
      resultOf(ledger.append(event("next " + step)));
      expected.add("next " + step);
      assertThat(ledger.all()).isEqualTo(expected);
      assertThat(ledger.embedded().inspect())
          .isEqualTo(new Inspection(expected.size(), Optional.empty()));
    }
    throw new AssertionError("an append takes more steps than were tried");
  }

  @Test
  void a_commit_that_succeeded_although_it_failed_is_answered_as_done() throws Exception {
    dialect.failCommit(When.AFTER);
    dialect.failOpenings(3);

    assertThat(resultOf(ledger.append(event("a", "thing=1"))).position()).isEqualTo(1);
    assertThat(dialect.commitWillFail()).isFalse();
    assertThat(failure(ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("b"))))
        .isInstanceOf(AppendEventsTransactionRejectedException.class);
    assertThat(resultOf(ledger.append(event("c"))).position()).isEqualTo(2);
    assertThat(ledger.all()).containsExactly("a", "c");
    assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(2, Optional.empty()));
  }

  @Test
  void a_closed_ledger_says_that_an_outcome_is_not_known() throws Exception {
    dialect.failCommit(When.AFTER);
    dialect.failOpenings(Integer.MAX_VALUE);
    var append = ledger.append(event("a"));
    await().atMost(Duration.ofMinutes(1)).until(() -> !dialect.commitWillFail());
    ledger.close();

    assertThat(failure(append))
        .isInstanceOfSatisfying(
            AppendFailed.class, failed -> assertThat(failed.outcomeKnown()).isFalse());
    ledger = open(folder, new Sqlite(folder.resolve("ledger.db"), 1_000));
    assertThat(ledger.all()).containsExactly("a");
  }

  @Test
  void what_was_not_written_is_in_no_ones_way() throws Exception {
    dialect.failCommit(When.BEFORE);
    assertThat(failure(ledger.append(event("absent", "thing=1")))).isInstanceOf(AppendFailed.class);

    resultOf(ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("present", "thing=1")));
    assertThat(failure(ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("late"))))
        .isInstanceOf(AppendEventsTransactionRejectedException.class);
    resultOf(ledger.appendIf(selecting(TYPE, "thing=1"), 1, event("next", "thing=1")));
    assertThat(ledger.all()).containsExactly("present", "next");
  }

  @Test
  void a_poisoned_append_fails_alone() throws Exception {
    var poison = event("poison");
    resultOf(ledger.append(poison));
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    dialect.beforeCommit(
        () -> {
          blocked.countDown();
          await().until(() -> go.getCount() == 0);
        });
    var before = ledger.append(event("before"));
    blocked.await();
    var first = ledger.append(event("first"));
    var second = ledger.append(poison);
    var third = ledger.append(event("third"));
    go.countDown();

    resultOf(before);
    resultOf(first);
    resultOf(third);
    assertThat(failure(second)).isInstanceOf(AppendFailed.class);
    assertThat(ledger.all()).containsExactly("poison", "before", "first", "third");
  }

  @Test
  void a_store_that_does_not_wait_for_the_disk_is_not_opened() {
    Path elsewhere = folder.resolve("elsewhere");
    FaultyDialect lax = new FaultyDialect(new Sqlite(elsewhere.resolve("ledger.db"), 1_000));
    lax.turnSynchronousOff(true);
    assertThatThrownBy(() -> open(elsewhere, lax))
        .hasRootCauseMessage(
            "commits would not be durable: synchronous is 0 and the journal is wal");
  }

  @Test
  void a_store_that_stops_waiting_for_the_disk_is_not_appended_to() throws Exception {
    dialect.turnSynchronousOff(true);
    dialect.failAt(0, When.BEFORE);
    assertThat(failure(ledger.append(event("fails")))).isInstanceOf(AppendFailed.class);

    var refused = failure(ledger.append(event("refused")));
    assertThat(Objects.requireNonNull(refused.getCause()))
        .hasMessageStartingWith("commits would not be durable");

    dialect.turnSynchronousOff(false);
    assertThat(failure(ledger.append(event("still refused")))).isInstanceOf(AppendFailed.class);
    resultOf(ledger.append(event("durable")));
    assertThat(ledger.all()).containsExactly("durable");
  }

  @Test
  void a_full_store_refuses_and_recovers_by_itself() throws Exception {
    resultOf(ledger.append(event("first")));
    ledger.embedded().limit(0);
    String large = "x".repeat(100_000);

    assertThat(failure(ledger.append(event(large), event(large)))).isInstanceOf(LedgerFull.class);
    assertThat(failure(ledger.append(event(large)))).isInstanceOf(LedgerFull.class);
    assertThat(ledger.all()).containsExactly("first");
    ledger.embedded().limit(1 << 30);
    assertThat(resultOf(ledger.append(event("second"))).position()).isEqualTo(2);
    assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(2, Optional.empty()));
  }
}
