package dev.lanyard.eventstore;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.LedgerKind;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/** Rules on a real {@link Deciders}, over either engine, with rivals that can be held up. */
final class Bench implements AutoCloseable {
  /** Which engine is under the rules. */
  enum Engine {
    IN_MEMORY,
    EMBEDDED
  }

  static final PrincipalId CALLER = new PrincipalId(new UUID(9, 9));
  static final PrincipalId CALLERS_GROUP = new PrincipalId(new UUID(9, 8));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vocabulary<LifecycleEvent> vocabulary = Vocabulary.lifecycle();
  private final AtomicLong commands = new AtomicLong();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final Runnable closing;
  private final GatedEngine engine;
  private final Deciders deciders;

  private Bench(
      EventStorageEngine engine,
      ExclusiveTickets tickets,
      Runnable closing,
      Collection<Rule<?, ?>> rules,
      InstantSource clock) {
    this.closing = closing;
    this.engine = new GatedEngine(engine);
    this.deciders =
        new Deciders(
            Deciders.commandBus(),
            Deciders.eventStore(this.engine),
            vocabulary,
            rules,
            tickets,
            clock,
            (_, _) -> conflicts.incrementAndGet());
  }

  /**
   * A bench with an empty ledger.
   *
   * @param folder for the ledger, if it has one
   */
  static Bench of(Engine engine, Path folder, Collection<Rule<?, ?>> rules) {
    return switch (engine) {
      case IN_MEMORY ->
          new Bench(
              new PinnedInMemoryEngine(),
              _ -> CompletableFuture.completedFuture(() -> {}),
              () -> {},
              rules,
              InstantSource.system());
      case EMBEDDED -> {
        EmbeddedLedger<Recorded> ledger =
            EmbeddedLedger.open(
                folder,
                LedgerKind.lifecycle(Vocabulary.lifecycle()),
                InstantSource.system(),
                LedgerSettings.defaults(),
                LedgerMetrics.NONE);
        yield new Bench(
            ledger.engine(), ledger.tickets(), ledger::close, rules, InstantSource.system());
      }
    };
  }

  /** A bench in memory, with tickets and a clock of the test's. */
  static Bench inMemory(
      Collection<Rule<?, ?>> rules, ExclusiveTickets tickets, InstantSource clock) {
    return new Bench(new PinnedInMemoryEngine(), tickets, () -> {}, rules, clock);
  }

  /** A rule and a command for it. */
  record Ask<C extends LifecycleCommand, S>(Rule<C, S> rule, C command) {
    private CompletableFuture<? extends Done<?>> on(Deciders deciders, CommandContext context) {
      return deciders.decide(rule, command, context);
    }
  }

  CommandContext context() {
    return context(new UUID(5, commands.incrementAndGet()));
  }

  static CommandContext context(UUID command) {
    return context(command, Reliance.NONE);
  }

  static CommandContext context(UUID command, Reliance reliance) {
    return new CommandContext(
        command,
        CALLER,
        List.of(CALLERS_GROUP),
        Optional.empty(),
        Optional.of("request"),
        Optional.of("client's request"),
        Optional.empty(),
        Personal.of("192.0.2.1"),
        Personal.none(),
        reliance,
        Instant.now().plus(PATIENCE));
  }

  /** Decides and waits; a refusal comes as the decision that it is. */
  Decision send(Ask<?, ?> ask) {
    try {
      return new Decision.Accepted(ask.on(deciders, context()).join().facts());
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof CommandRejected rejected) {
        return Decision.rejected(rejected.rejection());
      }
      throw failure;
    }
  }

  /** Decides and waits, one after the other; each must be accepted. */
  void given(Ask<?, ?>... asks) {
    for (Ask<?, ?> ask : asks) {
      if (send(ask) instanceof Decision.Rejected(var why)) {
        throw new AssertionError(ask.command() + " was refused: " + why);
      }
    }
  }

  /** Appends facts as they are, on no condition. */
  void append(LifecycleEvent... facts) {
    List<TaggedEventMessage<?>> messages = new ArrayList<>();
    for (LifecycleEvent fact : facts) {
      messages.add(
          new GenericTaggedEventMessage<>(
              new GenericEventMessage(
                  UUID.randomUUID().toString(),
                  vocabulary.typeOf(fact.getClass()),
                  fact,
                  context().metadata("Given", Optional.empty()).toMap(),
                  Instant.EPOCH),
              fact.tags()));
    }
    engine
        .ungated()
        .appendEvents(AppendCondition.none(), null, messages)
        .join()
        .commit(null)
        .join();
  }

  /** Decides all at the same head, each on a thread of its own, and appends them in any order. */
  List<Decision> race(Ask<?, ?>... asks) {
    CountDownLatch arrivals = new CountDownLatch(asks.length);
    Runnable gate = () -> arrive(arrivals);
    return onThreads(
        Arrays.stream(asks).<Supplier<Decision>>map(ask -> () -> sendDuring(ask, gate)).toList());
  }

  /** Decides both at the same head; the second asks for its append when the first is durable. */
  List<Decision> raceInOrder(Ask<?, ?> first, Ask<?, ?> second) {
    CountDownLatch arrivals = new CountDownLatch(2);
    CountDownLatch firstDone = new CountDownLatch(1);
    return onThreads(
        List.of(
            () -> {
              Decision decision = sendDuring(first, () -> arrive(arrivals));
              firstDone.countDown();
              return decision;
            },
            () ->
                sendDuring(
                    second,
                    () -> {
                      arrive(arrivals);
                      await(firstDone);
                    })));
  }

  private static List<Decision> onThreads(List<Supplier<Decision>> tasks) {
    try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
      List<CompletableFuture<Decision>> sent =
          tasks.stream().map(task -> CompletableFuture.supplyAsync(task, threads)).toList();
      return sent.stream().map(CompletableFuture::join).toList();
    }
  }

  private static void arrive(CountDownLatch arrivals) {
    arrivals.countDown();
    await(arrivals);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("a rival never came to append");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Decides, but runs something else between the reading and the append. */
  Decision sendDuring(Ask<?, ?> ask, Runnable meanwhile) {
    engine.beforeMyNextAppend(meanwhile);
    return send(ask);
  }

  /** Runs something between each reading and its append. */
  void beforeEachAppend(Runnable meanwhile) {
    engine.beforeEachAppend(meanwhile);
  }

  /** How often a decision was made again. */
  int conflicts() {
    return conflicts.get();
  }

  Deciders deciders() {
    return deciders;
  }

  /** All messages of the ledger, in order. */
  List<EventMessage> messages() {
    List<EventMessage> all = new ArrayList<>();
    return engine
        .source(SourcingCondition.conditionFor(EventCriteria.havingAnyTag()), null)
        .reduce(
            all,
            (list, entry) -> {
              if (entry.message().payload() instanceof LifecycleEvent) {
                list.add(entry.message());
              }
              return list;
            })
        .join();
  }

  /** All facts of the ledger, in order. */
  List<LifecycleEvent> facts() {
    return messages().stream().map(EventMessage::payload).map(LifecycleEvent.class::cast).toList();
  }

  @Override
  public void close() {
    closing.run();
  }
}
