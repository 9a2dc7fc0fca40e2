package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * Lets a decision that kept losing races go first, so that a stream of small commands cannot starve
 * a wide one. One ticket is out at a time.
 */
public interface ExclusiveTickets {

  /**
   * Asks for the ticket. While it is out, the writer holds back every append without it: until the
   * holder's append was written, the ticket was closed, or two seconds have passed.
   *
   * @param deadline gives up waiting then
   * @return completes with the ticket when it is this caller's turn, off the writer's thread; fails
   *     with {@link java.util.concurrent.TimeoutException} past the deadline
   */
  CompletableFuture<Ticket> take(Instant deadline);

  /** The right to append while others wait; travels in {@link AppendTerms}. */
  interface Ticket extends AutoCloseable {
    /** Lets the others go on; closing twice, or after the time is up, does nothing. */
    @Override
    void close();
  }
}
