package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.LedgerRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The ledger as its readers see it. Commits appear here when they are durable, never before. */
final class JdbcLedger<R extends LedgerRecord> implements Ledger<R> {
  private final LedgerKind<R> kind;
  private final Readers readers;
  private final EventCache cache;
  private final Head head;

  JdbcLedger(LedgerKind<R> kind, Readers readers, EventCache cache, Head head) {
    this.kind = kind;
    this.readers = readers;
    this.cache = cache;
    this.head = head;
  }

  @Override
  public long head() {
    return head.position();
  }

  @Override
  public List<R> read(long after, int eventsMax) {
    long from = Math.max(after, head.first() - 1);
    long upTo = head.position();
    if (from >= upTo) {
      return List.of();
    }
    List<StoredEvent> events =
        kept(from, upTo, eventsMax)
            .orElseGet(() -> readers.read(session -> wholeCommits(session, from, upTo, eventsMax)));
    List<R> recorded = new ArrayList<>(events.size());
    events.forEach(event -> recorded.add(recorded(event)));
    return recorded;
  }

  /** What was asked for, if all of it was written a short while ago. */
  private Optional<List<StoredEvent>> kept(long after, long upTo, int eventsMax) {
    List<StoredEvent> events = new ArrayList<>();
    boolean open = false;
    for (long at = after + 1; at <= upTo && (open || events.size() < eventsMax); at++) {
      Optional<StoredEvent> event = cache.at(at);
      if (event.isEmpty()) {
        return Optional.empty();
      }
      events.add(event.get());
      open = at < event.get().commit();
    }
    return Optional.of(events);
  }

  private static List<StoredEvent> wholeCommits(
      Session session, long after, long upTo, int eventsMax) throws SQLException {
    List<StoredEvent> events = EventRows.range(session, after, upTo, Math.max(1, eventsMax));
    if (events.isEmpty()) {
      return events; // All of it was dropped a moment ago: the next read begins behind it.
    }
    StoredEvent last = events.getLast();
    if (last.position() < last.commit()) {
      events.addAll(EventRows.range(session, last.position(), last.commit(), Integer.MAX_VALUE));
    }
    return events;
  }

  @Override
  public Optional<R> at(long position) {
    if (!holds(position)) {
      return Optional.empty();
    }
    return readers
        .read(session -> EventRows.range(session, position - 1, position, 1).stream().findFirst())
        .map(this::recorded);
  }

  @Override
  public List<Long> erasedBetween(long after, long upTo) {
    return readers.read(session -> Erasing.between(session, after, upTo));
  }

  @Override
  public long commitAt(Instant instant) {
    long micros = CommitClock.micros(instant);
    long before = head.first() - 1;
    long found = readers.read(session -> lastCommitAt(session, micros, before, head.position()));
    return found == before ? 0 : found;
  }

  /** A binary search: the times of commits never decrease, and what was dropped is the oldest. */
  private static long lastCommitAt(Session session, long micros, long before, long upTo)
      throws SQLException {
    long known = before;
    long beyond = upTo + 1;
    while (beyond - known > 1) {
      long middle = known + (beyond - known) / 2;
      if (committedAt(session, middle).orElse(Long.MIN_VALUE) <= micros) {
        known = middle;
      } else {
        beyond = middle;
      }
    }
    return known;
  }

  @Override
  public long firstPosition() {
    return head.first();
  }

  @Override
  public Optional<Instant> committedAt(long position) {
    return holds(position)
        ? readers.read(session -> committedAt(session, position)).map(CommitClock::instant)
        : Optional.empty();
  }

  /** In microseconds since 1970; empty if it was dropped a moment ago. */
  private static Optional<Long> committedAt(Session session, long position) throws SQLException {
    PreparedStatement select =
        session.prepare("SELECT committed_at FROM events WHERE position = ?");
    select.setLong(1, position);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
    }
  }

  @Override
  public AutoCloseable onAppend(LongConsumer newHead) {
    return head.subscribe(newHead)::run;
  }

  private boolean holds(long position) {
    return position >= head.first() && position <= head.position();
  }

  private R recorded(StoredEvent stored) {
    return kind.shape()
        .of(
            stored.position(),
            stored.commit(),
            stored.committedAt(),
            stored.eventId(),
            stored.decode(kind.codec()));
  }
}
