package dev.lanyard.projections;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** An access log in memory; each record is a commit of its own, a second after the last. */
public final class FakeAccessLedger implements Ledger<AccessRecord> {
  private final List<AccessRecord> records = new ArrayList<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private long first = 1;

  /** A write at a path that was refused with a status. */
  public static RequestRefused refused(ResourcePath path, int status) {
    return new RequestRefused(
        FakeLedger.CALLER,
        List.of(),
        "PUT",
        path.toString(),
        "Microsoft.Compute/virtualMachines/write",
        Optional.of(path),
        Optional.of("PutResource"),
        status,
        "AuthorizationFailed",
        circumstances(5, "request"));
  }

  /** A request of an id that was decided at a position. */
  public static Circumstances circumstances(long decidedAt, String requestId) {
    return new Circumstances(
        decidedAt,
        Optional.of(requestId),
        Optional.empty(),
        Optional.empty(),
        Personal.of("192.0.2.1"));
  }

  /** Appends a record; returns it. */
  public AccessRecord record(AccessEvent event) {
    AccessRecord record;
    synchronized (this) {
      long position = records.size() + 1L;
      record =
          new AccessRecord(
              position,
              position,
              FakeLedger.START.plusSeconds(position),
              new UUID(0xacce55, position),
              event);
      records.add(record);
    }
    listeners.forEach(listener -> listener.accept(record.position()));
    return record;
  }

  /** Lets go of what is before a position. */
  public synchronized void drop(long newFirst) {
    first = newFirst;
  }

  @Override
  public synchronized long firstPosition() {
    return first;
  }

  @Override
  public synchronized long head() {
    return records.size();
  }

  @Override
  public synchronized List<AccessRecord> read(long after, int eventsMax) {
    int from = (int) Math.max(after, first - 1);
    int to = Math.min(records.size(), from + eventsMax);
    return from >= to ? List.of() : List.copyOf(records.subList(from, to));
  }

  @Override
  public synchronized Optional<AccessRecord> at(long position) {
    return position < first || position > records.size()
        ? Optional.empty()
        : Optional.of(records.get((int) position - 1));
  }

  @Override
  public synchronized long commitAt(Instant instant) {
    return records.stream()
        .filter(record -> record.position() >= first && !record.committedAt().isAfter(instant))
        .mapToLong(AccessRecord::position)
        .max()
        .orElse(0);
  }

  @Override
  public Optional<Instant> committedAt(long position) {
    return at(position).map(AccessRecord::committedAt);
  }

  @Override
  public AutoCloseable onAppend(LongConsumer newHead) {
    listeners.add(newHead);
    return () -> listeners.remove(newHead);
  }
}
