package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static dev.lanyard.eventstore.jdbc.TestLedger.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.eventstore.AppendTerms;
import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.CommandTimedOut;
import dev.lanyard.eventstore.ExclusiveTickets.Ticket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose turn it is, and who has to go away. */
class AppendQueueTest {
  private static final int ENTRIES_MAX = 5;
  private static final int BYTES_MAX = 10_000;

  @TempDir Path folder;
  private FaultyDialect dialect;
  private TestLedger ledger;

  @BeforeEach
  void open() {
    dialect = new FaultyDialect(new Sqlite(folder.resolve("ledger.db"), 1_000));
    ledger =
        new TestLedger(
            folder, TestLedger.settings(ENTRIES_MAX, BYTES_MAX, 100), Clock.systemUTC(), dialect);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Ticket ticket() throws Exception {
    return resultOf(ledger.embedded().tickets().take(Instant.now().plusSeconds(60)));
  }

  private static AppendTerms until(Instant deadline) {
    return new AppendTerms(deadline, Optional.empty());
  }

  @Test
  void what_waits_while_one_is_written_is_written_together() throws Exception {
    List<CompletableFuture<Appended>> appends = new ArrayList<>();
    try (Ticket _ = ticket()) {
      for (int i = 0; i < ENTRIES_MAX; i++) {
        appends.add(ledger.append(event("a" + i)));
      }
      assertThat(ledger.embedded().queueDepth()).isEqualTo(ENTRIES_MAX);
    }
    List<Instant> instants = new ArrayList<>();
    for (var append : appends) {
      instants.add(resultOf(append).committedAt());
    }

    assertThat(instants.stream().distinct()).hasSize(1);
    assertThat(ledger.all()).containsExactly("a0", "a1", "a2", "a3", "a4");
  }

  @Test
  void too_many_are_turned_away() throws Exception {
    try (Ticket _ = ticket()) {
      for (int i = 0; i < ENTRIES_MAX; i++) {
        assertThat(ledger.append(event("a"))).isNotDone();
      }
      assertThat(failure(ledger.append(event("a")))).isInstanceOf(LedgerBusy.class);
    }
    await().until(() -> ledger.head() == ENTRIES_MAX);
  }

  @Test
  void too_many_bytes_are_turned_away() throws Exception {
    try (Ticket _ = ticket()) {
      var first = ledger.append(event("x".repeat(BYTES_MAX / 2)));
      assertThat(failure(ledger.append(event("x".repeat(BYTES_MAX / 2)))))
          .isInstanceOf(LedgerBusy.class);
      assertThat(first).isNotDone();
    }
    assertThat(failure(ledger.append(event("x".repeat(BYTES_MAX)))))
        .isInstanceOf(AppendTooLarge.class);
    await().until(() -> ledger.head() == 1);
    resultOf(ledger.append(event("x".repeat(BYTES_MAX / 2))));
  }

  @Test
  void what_waits_past_its_deadline_is_never_written() throws Exception {
    try (Ticket _ = ticket()) {
      var expired = ledger.append(until(Instant.now().plusMillis(50)), event("late"));
      var patient = ledger.append(until(Instant.now().plusSeconds(60)), event("patient"));
      assertThat(failure(expired)).isInstanceOf(CommandTimedOut.class);
      assertThat(patient).isNotDone();
    }
    resultOf(ledger.append(event("after")));

    assertThat(ledger.all()).containsExactly("patient", "after");
  }

  @Test
  void what_was_taken_up_is_waited_for_past_its_deadline() throws Exception {
    CountDownLatch committing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    dialect.beforeCommit(
        () -> {
          committing.countDown();
          await().until(() -> go.getCount() == 0);
        });
    Instant deadline = Instant.now().plusMillis(500);
    var append = ledger.append(until(deadline), event("slow"));
    committing.await();
    await().until(() -> Instant.now().isAfter(deadline.plusMillis(300)));
    assertThat(append).isNotDone();
    go.countDown();

    assertThat(resultOf(append).position()).isEqualTo(1);
  }

  @Test
  void of_two_that_rest_on_the_same_in_one_batch_the_first_wins() throws Exception {
    CompletableFuture<Appended> first;
    CompletableFuture<Appended> second;
    CompletableFuture<Appended> beside;
    try (Ticket _ = ticket()) {
      first = ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("first", "thing=1"));
      second = ledger.appendIf(selecting(TYPE, "thing=1"), 0, event("second", "thing=1"));
      beside = ledger.appendIf(selecting(TYPE, "thing=2"), 0, event("beside", "thing=2"));
    }

    assertThat(resultOf(first).position()).isEqualTo(1);
    assertThat(failure(second)).isInstanceOf(AppendEventsTransactionRejectedException.class);
    assertThat(resultOf(beside).position()).isEqualTo(2);
  }

  @Test
  void a_ticket_goes_first() throws Exception {
    CompletableFuture<Appended> other;
    CompletableFuture<Appended> first;
    try (Ticket ticket = ticket()) {
      other = ledger.append(event("other"));
      first =
          ledger.append(
              new AppendTerms(Instant.now().plusSeconds(60), Optional.of(ticket)), event("first"));
      assertThat(resultOf(first).position()).isEqualTo(1);
      assertThat(resultOf(other).position()).isEqualTo(2);
    }
  }

  @Test
  void a_ticket_has_a_place_in_a_full_queue() throws Exception {
    try (Ticket ticket = ticket()) {
      for (int i = 0; i < ENTRIES_MAX; i++) {
        assertThat(ledger.append(event("other"))).isNotDone();
      }
      var first =
          ledger.append(
              new AppendTerms(Instant.now().plusSeconds(60), Optional.of(ticket)), event("first"));
      assertThat(resultOf(first).position()).isEqualTo(1);
    }
    await().until(() -> ledger.head() == ENTRIES_MAX + 1);
  }

  @Test
  void a_ticket_that_is_not_used_lapses_after_two_seconds() throws Exception {
    try (TestLedger impatient = new TestLedger(folder.resolve("impatient"))) {
      Instant asked = Instant.now();
      Ticket ticket = resultOf(impatient.embedded().tickets().take(asked.plusSeconds(60)));
      var other = impatient.append(event("other"));
      assertThat(resultOf(other).committedAt()).isAfter(asked.plus(Duration.ofSeconds(2)));

      AppendTerms withTicket = new AppendTerms(asked.plusSeconds(60), Optional.of(ticket));
      assertThat(resultOf(impatient.append(withTicket, event("late"))).position()).isEqualTo(2);
    }
  }

  @Test
  void between_two_tickets_the_others_get_a_turn() throws Exception {
    Ticket first = ticket();
    var second = ledger.embedded().tickets().take(Instant.now().plusSeconds(60));
    var other = ledger.append(event("other"));
    assertThat(second).isNotDone();
    assertThat(other).isNotDone();
    first.close();

    resultOf(other);
    resultOf(second).close();
  }

  @Test
  void who_waits_for_a_ticket_past_the_deadline_gives_up() throws Exception {
    try (Ticket _ = ticket()) {
      assertThat(failure(ledger.embedded().tickets().take(Instant.now().plusMillis(50))))
          .isInstanceOf(TimeoutException.class);
    }
    resultOf(ledger.append(event("next")));
  }

  @Test
  void a_caller_that_dawdles_holds_up_no_one() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<String> threads = new ArrayList<>();
    try (Ticket _ = ticket()) {
      for (int i = 0; i < 2; i++) {
        var _ =
            ledger
                .append(event("dawdles"))
                .thenRun(
                    () -> {
                      threads.add(Thread.currentThread().getName());
                      await().until(() -> go.getCount() == 0);
                    });
      }
    }
    await().until(() -> threads.size() == 2);
    resultOf(ledger.append(event("goes on")));
    go.countDown();

    assertThat(threads).allSatisfy(name -> assertThat(name).startsWith("ledger-answer-"));
  }

  @Test
  void a_rollback_takes_back_what_waits_and_nothing_else() throws Exception {
    var context = new StubProcessingContext();
    var written = resultOf(ledger.prepare(AppendCondition.none(), context, event("written")));
    resultOf(TestLedger.commit(written, context));
    written.rollback(context);

    var waiting = resultOf(ledger.prepare(AppendCondition.none(), context, event("waiting")));
    try (Ticket _ = ticket()) {
      var append = TestLedger.commit(waiting, context);
      waiting.rollback(context);
      assertThat(failure(append)).isInstanceOf(CommandTimedOut.class);
    }
    resultOf(ledger.append(event("next")));
    assertThat(ledger.all()).containsExactly("written", "next");
  }

  @Test
  void what_waits_when_the_ledger_closes_is_turned_away() throws Exception {
    CompletableFuture<Appended> waiting;
    Ticket ticket = ticket();
    waiting = ledger.append(event("waiting"));
    ledger.close();
    ticket.close();

    assertThat(failure(waiting)).isInstanceOf(LedgerBusy.class);
    assertThat(failure(ledger.append(event("after")))).isInstanceOf(LedgerBusy.class);
  }
}
