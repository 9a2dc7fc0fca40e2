package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.ExclusiveTickets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The appends that wait for the writer, bounded in number and bytes, and whose turn it is. While an
 * exclusive ticket is out, only its holder's append goes on; between two tickets the others get a
 * batch.
 */
final class AppendQueue implements ExclusiveTickets {
  private final LedgerSettings settings;
  private final InstantSource clock;
  private final Answers answers;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<PendingAppend> waiting = new ArrayDeque<>();
  private final Deque<Turn> turns = new ArrayDeque<>();
  private @Nullable Turn holder;
  private boolean othersFirst;
  private long waitingBytes;
  private boolean closed;

  AppendQueue(LedgerSettings settings, InstantSource clock, Answers answers) {
    this.settings = settings;
    this.clock = clock;
    this.answers = answers;
  }

  /**
   * Queues an append.
   *
   * @throws LedgerBusy if the queue is full, or closed
   * @throws AppendTooLarge if it is larger than the whole queue may be
   */
  void offer(PendingAppend append) {
    if (append.bytes() > settings.queueBytesMax()) {
      throw new AppendTooLarge("an append of " + append.bytes() + " bytes");
    }
    lock.lock();
    try {
      if (closed || isFullFor(append)) {
        throw new LedgerBusy(closed ? "the ledger is closing" : "too many appends wait");
      }
      append.queued();
      waiting.add(append);
      waitingBytes += append.bytes();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The holder of the ticket has a place: those that it holds back fill the queue meanwhile. */
  private boolean isFullFor(PendingAppend append) {
    boolean goesFirst = holder != null && append.hasTicket(holder);
    return !goesFirst
        && (waiting.size() >= settings.queueEntriesMax()
            || waitingBytes + append.bytes() > settings.queueBytesMax());
  }

  /** Takes an append back; does nothing once the writer has taken it up. */
  void withdraw(PendingAppend append) {
    lock.lock();
    try {
      if (waiting.remove(append)) {
        waitingBytes -= append.bytes();
        answers.fail(append, new AppendExpired());
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next appends to write together. From then on their callers wait for the outcome.
   *
   * @return empty when the queue was closed
   */
  List<PendingAppend> take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        dropExpired();
        Turn turn = currentTurn();
        List<PendingAppend> batch = turn == null ? nextBatch() : appendOf(turn);
        if (!batch.isEmpty()) {
          return batch;
        }
        if (turn == null) {
          changed.await();
        } else {
          changed.awaitNanos(turn.nanosLeft());
        }
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Fails what waited past its deadline. */
  void sweep() {
    lock.lock();
    try {
      dropExpired();
    } finally {
      lock.unlock();
    }
  }

  /** How many appends wait. */
  int depth() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more in, and fails what waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(append -> answers.fail(append, new LedgerBusy("the ledger is closing")));
      waiting.clear();
      waitingBytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletableFuture<Ticket> take(Instant deadline) {
    Turn turn = new Turn();
    Duration patience = Duration.between(clock.instant(), deadline);
    lock.lock();
    try {
      turns.add(turn);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return turn.granted.orTimeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
  }

  private @Nullable Turn currentTurn() {
    if (holder != null && holder.nanosLeft() <= 0) {
      end(holder);
    }
    turns.removeIf(turn -> turn.granted.isDone());
    if (holder == null && !turns.isEmpty() && !(othersFirst && !waiting.isEmpty())) {
      Turn turn = turns.remove();
      holder = turn;
      turn.until = System.nanoTime() + settings.ticketHold().toNanos();
      answers.grant(turn.granted, turn);
    }
    return holder;
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
    othersFirst = false;
    return batch;
  }

  private void dropExpired() {
    Instant now = clock.instant();
    for (Iterator<PendingAppend> each = waiting.iterator(); each.hasNext(); ) {
      PendingAppend append = each.next();
      if (append.isExpired(now)) {
        each.remove();
        waitingBytes -= append.bytes();
        answers.fail(append, new AppendExpired());
      }
    }
  }

  private void end(Turn turn) {
    if (holder == turn) {
      holder = null;
      othersFirst = true;
      changed.signalAll();
    }
  }

  /** A ticket: out from when it is granted until its append, its close, or its time is up. */
  private final class Turn implements Ticket {
    private final CompletableFuture<Ticket> granted = new CompletableFuture<>();
    private long until;

    private long nanosLeft() {
      return until - System.nanoTime();
    }

    @Override
    public void close() {
      lock.lock();
      try {
        end(this);
      } finally {
        lock.unlock();
      }
    }
  }
}
