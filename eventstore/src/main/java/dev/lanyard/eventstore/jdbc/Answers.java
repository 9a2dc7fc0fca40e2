package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.ExclusiveTickets.Ticket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers what became of their appends, each on a thread of its own: whatever a caller does
 * next, it never holds up the writer or another caller.
 */
final class Answers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ledger-answer-", 0).factory());
  private final LedgerMetrics metrics;

  Answers(LedgerMetrics metrics) {
    this.metrics = metrics;
  }

  /** A batch became durable. */
  void written(int appends, int events, Duration writing) {
    hear(() -> metrics.batchWritten(appends, events, writing));
  }

  void succeed(PendingAppend append, Appended appended) {
    tell(append, true);
    threads.execute(() -> append.done().complete(appended));
  }

  void fail(PendingAppend append, RuntimeException why) {
    tell(append, false);
    threads.execute(() -> append.done().completeExceptionally(why));
  }

  /** Hands out a ticket; one whose taker has given up is closed at once. */
  void grant(CompletableFuture<Ticket> granted, Ticket ticket) {
    threads.execute(
        () -> {
          if (!granted.complete(ticket)) {
            ticket.close();
          }
        });
  }

  /** Tells somebody who waits for something else than an append. */
  void tell(Runnable what) {
    threads.execute(what);
  }

  private void tell(PendingAppend append, boolean durable) {
    Duration sinceQueued = Duration.ofNanos(System.nanoTime() - append.queuedNanos());
    hear(() -> metrics.appendAnswered(sinceQueued, durable));
  }

  /** What a listener does wrong changes nothing about an append. */
  private static void hear(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      log.error("a listener for measurements failed", e);
    }
  }

  @Override
  public void close() {
    // What callers go on to do is theirs: it is not waited for.
    threads.shutdown();
  }
}
