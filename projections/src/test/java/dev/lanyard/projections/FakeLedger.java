package dev.lanyard.projections;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Metadata;
import dev.lanyard.eventstore.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** A ledger in memory: a list of facts, in commits. Erases what its facts say is erased. */
public final class FakeLedger implements Ledger<Recorded> {
  /** Who causes all facts unless a test says otherwise. */
  public static final PrincipalId CALLER =
      PrincipalId.parse("caller", "00000000-0000-4000-8000-00000000ca11");

  /** In whose name the caller causes every other commit, beginning with the first. */
  public static final List<PrincipalId> GROUPS =
      List.of(
          PrincipalId.parse("group", "00000000-0000-4000-8000-00000000ca13"),
          PrincipalId.parse("group", "00000000-0000-4000-8000-00000000ca12"));

  /** When the first commit is made; each later one is a second later. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Recorded> facts = new ArrayList<>();
  private final List<Recorded> appended = new ArrayList<>();
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private int commits;
  private RuntimeException failure = new IllegalStateException("unset");
  private int failures;

  /** An event and the index, in its commit, of the one that it follows from. */
  public record Step(LifecycleEvent event, Optional<Integer> from) {}

  /** An event that was asked for. */
  public static Step asked(LifecycleEvent event) {
    return new Step(event, Optional.empty());
  }

  /** An event that follows from another of its commit. */
  public static Step fell(LifecycleEvent event, int from) {
    return new Step(event, Optional.of(from));
  }

  /** Appends one commit; returns its name. */
  public long commit(LifecycleEvent... events) {
    return commit("Test", List.of(events).stream().map(FakeLedger::asked).toList());
  }

  /** Appends one commit of a command; returns its name. */
  public long commit(String operation, List<Step> steps) {
    long head = append(operation, steps);
    listeners.forEach(listener -> listener.accept(head));
    return head;
  }

  private synchronized long append(String operation, List<Step> steps) {
    long first = facts.size() + 1L;
    long last = (long) facts.size() + steps.size();
    Instant at = START.plusSeconds(commits++);
    UUID correlation = correlationOf(commits);
    for (int index = 0; index < steps.size(); index++) {
      long position = first + index;
      Optional<UUID> from = steps.get(index).from().map(origin -> eventId(first + origin));
      facts.add(
          new Recorded(
              position,
              last,
              at,
              eventId(position),
              steps.get(index).event(),
              new Metadata(
                  CALLER,
                  commits % 2 == 1 ? GROUPS : List.of(),
                  Optional.empty(),
                  operation,
                  correlation,
                  from,
                  Optional.of("request-" + commits),
                  Optional.of("client's-" + commits),
                  Optional.empty(),
                  Personal.none(),
                  Personal.of("because"))));
      appended.add(facts.getLast());
    }
    for (Step step : steps) {
      if (step.event() instanceof PersonalPartErased(var position, _, _)) {
        facts.set((int) position - 1, ErasedFacts.without(facts.get((int) position - 1)));
      }
    }
    return last;
  }

  /** All facts as they were appended: with the texts that were erased later. */
  public synchronized List<Recorded> asAppended() {
    return List.copyOf(appended);
  }

  @Override
  public synchronized List<Long> erasedBetween(long after, long upTo) {
    List<Long> erased = new ArrayList<>();
    for (Recorded fact : facts) {
      if (fact.position() > after
          && fact.position() <= upTo
          && fact.event() instanceof PersonalPartErased(var position, _, _)) {
        erased.add(position);
      }
    }
    return erased;
  }

  /** The command id of the n-th commit, from 1. */
  public static UUID correlationOf(int commit) {
    return new UUID(0xc0, commit);
  }

  /** The id of the event at a position. */
  public static UUID eventId(long position) {
    return new UUID(0xe0, position);
  }

  /** Has the next reads fail. */
  public synchronized void failReads(int times, RuntimeException with) {
    failures = times;
    failure = with;
  }

  @Override
  public long firstPosition() {
    return 1;
  }

  @Override
  public synchronized long head() {
    return facts.size();
  }

  @Override
  public synchronized List<Recorded> read(long after, int eventsMax) {
    if (failures > 0) {
      failures--;
      throw failure;
    }
    List<Recorded> batch = new ArrayList<>();
    for (int at = (int) after; at < facts.size(); at++) {
      batch.add(facts.get(at));
      if (batch.size() >= eventsMax && facts.get(at).closesCommit()) {
        break;
      }
    }
    return batch;
  }

  @Override
  public synchronized Optional<Recorded> at(long position) {
    return position < 1 || position > facts.size()
        ? Optional.empty()
        : Optional.of(facts.get((int) position - 1));
  }

  @Override
  public synchronized long commitAt(Instant instant) {
    return facts.stream()
        .filter(fact -> !fact.committedAt().isAfter(instant))
        .mapToLong(Recorded::commit)
        .max()
        .orElse(0);
  }

  @Override
  public Optional<Instant> committedAt(long position) {
    return at(position).map(Recorded::committedAt);
  }

  @Override
  public AutoCloseable onAppend(LongConsumer newHead) {
    listeners.add(newHead);
    return () -> listeners.remove(newHead);
  }
}
