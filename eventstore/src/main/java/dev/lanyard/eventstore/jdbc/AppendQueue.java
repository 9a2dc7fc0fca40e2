package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.CommandTimedOut;
import dev.lanyard.eventstore.ExclusiveTickets;
import dev.lanyard.eventstore.jdbc.Turns.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The appends that wait for the writer, bounded in number and bytes. While an exclusive ticket is
 * out, only its holder's append goes on. Its monitor is its lock.
 */
final class AppendQueue implements ExclusiveTickets {
  private final LedgerSettings settings;
  private final InstantSource clock;
  private final Answers answers;

  private final Deque<PendingAppend> waiting = new ArrayDeque<>();
  private final Turns turns;
  private long waitingBytes;
  private boolean closed;
  private boolean nudged;

  AppendQueue(LedgerSettings settings, InstantSource clock, Answers answers) {
    this.settings = settings;
    this.clock = clock;
    this.answers = answers;
    this.turns = new Turns(settings.ticketHold(), answers, this::end);
  }

  /**
   * Queues an append.
   *
   * @throws LedgerBusy if the queue is full, or closed
   * @throws AppendTooLarge if it is larger than the whole queue may be
   */
  synchronized void offer(PendingAppend append) {
    if (append.bytes() > settings.queueBytesMax()) {
      throw new AppendTooLarge("an append of " + append.bytes() + " bytes");
    }
    if (closed || isFullFor(append)) {
      throw new LedgerBusy(closed ? "the ledger is closing" : "too many appends wait");
    }
    append.queued();
    waiting.add(append);
    waitingBytes += append.bytes();
    notifyAll();
  }

  /** The holder of the ticket has a place: those that it holds back fill the queue meanwhile. */
  private boolean isFullFor(PendingAppend append) {
    return !turns.isOutTo(append)
        && (waiting.size() >= settings.queueEntriesMax()
            || waitingBytes + append.bytes() > settings.queueBytesMax());
  }

  /** Takes an append back; does nothing once the writer has taken it up. */
  synchronized void withdraw(PendingAppend append) {
    if (waiting.remove(append)) {
      fail(append);
    }
  }

  /**
   * Waits for the next appends to write together. From then on their callers wait for the outcome.
   *
   * @return empty when the queue was closed, or nudged while nothing waited
   */
  synchronized List<PendingAppend> take() throws InterruptedException {
    while (!closed) {
      dropExpired();
      Optional<Turn> turn = turns.current(!waiting.isEmpty());
      List<PendingAppend> batch = turn.map(this::appendOf).orElseGet(this::nextBatch);
      if (!batch.isEmpty() || nudged) {
        nudged = false;
        return batch;
      }
      if (turn.isEmpty()) {
        wait();
      } else {
        TimeUnit.NANOSECONDS.timedWait(this, turn.get().nanosLeft());
      }
    }
    return List.of();
  }

  /** Has the writer come back from {@link #take} even if nothing waits. */
  synchronized void nudge() {
    nudged = true;
    notifyAll();
  }

  /** Whether nothing is taken in any more. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Fails what waited past its deadline. */
  synchronized void sweep() {
    dropExpired();
  }

  /** How many appends wait. */
  synchronized int depth() {
    return waiting.size();
  }

  /** Takes nothing more in, and fails what waits. */
  synchronized void close() {
    closed = true;
    waiting.forEach(append -> answers.fail(append, new LedgerBusy("the ledger is closing")));
    waiting.clear();
    waitingBytes = 0;
    notifyAll();
  }

  @Override
  public synchronized CompletableFuture<Ticket> take(Instant deadline) {
    Duration patience = Duration.between(clock.instant(), deadline);
    CompletableFuture<Ticket> granted = turns.ask();
    notifyAll();
    return granted.orTimeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
  }

  private List<PendingAppend> appendOf(Turn turn) {
    for (PendingAppend append : waiting) {
      if (append.hasTicket(turn)) {
        waiting.remove(append);
        waitingBytes -= append.bytes();
        end(turn);
        return List.of(append);
      }
    }
    return List.of();
  }

  private List<PendingAppend> nextBatch() {
    List<PendingAppend> batch = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty()
        && batch.size() < settings.batchEntriesMax()
        && bytes < settings.batchBytesMax()) {
      PendingAppend append = waiting.remove();
      batch.add(append);
      bytes += append.bytes();
    }
    waitingBytes -= bytes;
    turns.othersWent();
    return batch;
  }

  private void dropExpired() {
    Instant now = clock.instant();
    waiting.removeIf(
        append -> {
          boolean expired = append.isExpired(now);
          if (expired) {
            fail(append);
          }
          return expired;
        });
  }

  private void fail(PendingAppend unwritten) {
    waitingBytes -= unwritten.bytes();
    answers.fail(unwritten, new CommandTimedOut("waited in the queue past its deadline"));
  }

  private synchronized void end(Turn turn) {
    if (turns.end(turn)) {
      notifyAll();
    }
  }
}
