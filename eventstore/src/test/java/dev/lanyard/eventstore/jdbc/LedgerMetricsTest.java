package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static dev.lanyard.eventstore.jdbc.TestLedger.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerMetricsTest {
  @TempDir Path folder;

  private TestLedger open(LedgerMetrics metrics) {
    return new TestLedger(
        folder,
        LedgerSettings.defaults(),
        Clock.systemUTC(),
        new Sqlite(folder.resolve("ledger.db"), 1_000),
        metrics);
  }

  @Test
  void what_the_writer_does_is_heard() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    LedgerMetrics metrics =
        new LedgerMetrics() {
          @Override
          public void batchWritten(int appends, int events, Duration writing) {
            heard.add("batch of " + appends + " with " + events + " events");
          }

          @Override
          public void appendAnswered(Duration sinceQueued, boolean durable) {
            heard.add(durable ? "durable" : "refused");
          }
        };
    try (TestLedger ledger = open(metrics)) {
      resultOf(ledger.append(event("a", "thing=1"), event("b")));
      failure(ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("c")));
    }

    assertThat(heard).containsExactly("batch of 1 with 2 events", "durable", "refused");
  }

  @Test
  void a_listener_that_fails_changes_nothing() throws Exception {
    LedgerMetrics failing =
        new LedgerMetrics() {
          @Override
          public void batchWritten(int appends, int events, Duration writing) {
            throw new IllegalStateException("a listener for batches");
          }

          @Override
          public void appendAnswered(Duration sinceQueued, boolean durable) {
            throw new IllegalStateException("a listener for appends");
          }
        };
    try (TestLedger ledger = open(failing)) {
      AutoCloseable subscription =
          ledger
              .facts()
              .onAppend(
                  _ -> {
                    throw new IllegalStateException("a listener for heads");
                  });
      assertThat(resultOf(ledger.append(event("a", "thing=1"))).position()).isEqualTo(1);
      assertThat(failure(ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("b"))))
          .isInstanceOf(AppendEventsTransactionRejectedException.class);
      assertThat(resultOf(ledger.append(event("c"))).position()).isEqualTo(2);
      subscription.close();
    }
  }

  @Test
  void an_error_in_the_writer_leaves_no_one_waiting() throws Exception {
    FaultyDialect dialect = new FaultyDialect(new Sqlite(folder.resolve("ledger.db"), 1_000));
    try (TestLedger ledger =
        new TestLedger(folder, LedgerSettings.defaults(), Clock.systemUTC(), dialect)) {
      dialect.beforeCommit(
          () -> {
            throw new LinkageError("injected");
          });
      assertThat(failure(ledger.append(event("a"))))
          .isInstanceOfSatisfying(
              AppendFailed.class, failed -> assertThat(failed.outcomeKnown()).isFalse());
      // The error also ends the writing thread, which is what is waited for here.
      await().dontCatchUncaughtExceptions().until(() -> !ledger.embedded().isWriting());
      assertThat(failure(ledger.append(event("b")))).isInstanceOf(LedgerBusy.class);
    }
  }
}
