package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.ExclusiveTickets.Ticket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to append while all others wait: one ticket is out at a time, and between two
 * tickets the others get a batch. Guarded by the lock of the queue that it belongs to.
 */
final class Turns {
  private final Duration hold;
  private final Answers answers;
  private final Consumer<Turn> closer;

  private final Deque<Turn> waiting = new ArrayDeque<>();
  private @Nullable Turn holder;
  private boolean othersFirst;

  /**
   * @param hold how long a ticket may be out
   * @param answers hands tickets out
   * @param closer ends a turn under the lock; called by whoever closes a ticket
   */
  Turns(Duration hold, Answers answers, Consumer<Turn> closer) {
    this.hold = hold;
    this.answers = answers;
    this.closer = closer;
  }

  /** Asks for the next turn; completes with its ticket. */
  CompletableFuture<Ticket> ask() {
    Turn turn = new Turn();
    waiting.add(turn);
    return turn.granted;
  }

  /** Whether an append may go on while a ticket is out, because it came with it. */
  boolean isOutTo(PendingAppend append) {
    return holder != null && append.hasTicket(holder);
  }

  /** The turn that everybody else waits for, which may have begun just now. */
  Optional<Turn> current(boolean othersWait) {
    Turn known = holder;
    if (known != null && known.nanosLeft() <= 0) {
      end(known);
    }
    waiting.removeIf(turn -> turn.granted.isDone());
    if (holder == null && !waiting.isEmpty() && !(othersFirst && othersWait)) {
      Turn turn = waiting.remove();
      holder = turn;
      turn.until = System.nanoTime() + hold.toNanos();
      answers.grant(turn.granted, turn);
    }
    return Optional.ofNullable(holder);
  }

  /** Lets the others go first; does nothing if the turn is over already. */
  boolean end(Turn turn) {
    if (holder != turn) {
      return false;
    }
    holder = null;
    othersFirst = true;
    return true;
  }

  /** The others have had their batch. */
  void othersWent() {
    othersFirst = false;
  }

  /** A ticket: out from when it is granted until its append, its close, or its time is up. */
  final class Turn implements Ticket {
    private final CompletableFuture<Ticket> granted = new CompletableFuture<>();
    private long until;

    long nanosLeft() {
      return until - System.nanoTime();
    }

    @Override
    public void close() {
      closer.accept(this);
    }
  }
}
