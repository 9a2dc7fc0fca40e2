package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.AppendTerms;
import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.ExclusiveTickets.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An append on its way to the writer. */
final class PendingAppend {
  private final List<PreparedEvent> events;
  private final Optional<Condition> condition;
  private final Optional<AppendTerms> terms;
  private final long bytes;
  private final CompletableFuture<Appended> done = new CompletableFuture<>();
  private volatile long queuedNanos;

  PendingAppend(
      List<PreparedEvent> events, Optional<Condition> condition, Optional<AppendTerms> terms) {
    this.events = List.copyOf(events);
    this.condition = condition;
    this.terms = terms;
    this.bytes = events.stream().mapToLong(PreparedEvent::bytes).sum();
  }

  List<PreparedEvent> events() {
    return events;
  }

  Optional<Condition> condition() {
    return condition;
  }

  boolean hasTicket(Ticket ticket) {
    return terms.flatMap(AppendTerms::ticket).filter(ticket::equals).isPresent();
  }

  boolean isExpired(Instant now) {
    return terms.filter(limits -> limits.deadline().isBefore(now)).isPresent();
  }

  long bytes() {
    return bytes;
  }

  void queued() {
    queuedNanos = System.nanoTime();
  }

  long queuedNanos() {
    return queuedNanos;
  }

  /** Completes when it is durable, or fails when it is known not to be; never on the writer. */
  CompletableFuture<Appended> done() {
    return done;
  }
}
