package dev.lanyard.eventstore;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;

/**
 * The only meeting of rule and framework: each rule is a plain command handler on Axon's bus, and a
 * command is decided again, as the same command, when another writer won the race.
 *
 * <p>No transaction manager may be registered: the append is a transaction of its own.
 */
public final class Deciders {
  /** From this many lost races on, a command takes the exclusive ticket. */
  static final int CONFLICTS_BEFORE_TICKET = 2;

  private final CommandBus bus;
  private final Map<Rule<?, ?>, MessageType> names = new HashMap<>();
  private final ExclusiveTickets tickets;
  private final InstantSource clock;
  private final DecisionListener listener;

  /**
   * Puts the rules on the bus.
   *
   * @param bus such as {@link #commandBus} makes
   * @param store such as {@link #eventStore} makes
   * @param rules one for each command
   * @param tickets of the engine under the store
   * @param clock against which deadlines are held
   */
  public Deciders(
      CommandBus bus,
      EventStore store,
      Vocabulary<LifecycleEvent> vocabulary,
      Collection<Rule<?, ?>> rules,
      ExclusiveTickets tickets,
      InstantSource clock,
      DecisionListener listener) {
    this.bus = bus;
    this.tickets = tickets;
    this.clock = clock;
    this.listener = listener;
    rules.forEach(
        rule -> {
          RuleHandler<?, ?> handler = new RuleHandler<>(rule, store, vocabulary, clock);
          bus.subscribe(handler.name().qualifiedName(), handler);
          names.put(rule, handler.name());
        });
  }

  /** A bus that runs its handlers on the caller's thread, without interceptors. */
  public static CommandBus commandBus() {
    return new SimpleCommandBus(
        new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE), List.of());
  }

  /** The lifecycle's event store: its events say themselves how they are tagged. */
  public static EventStore eventStore(EventStorageEngine engine) {
    return new StorageEngineBackedEventStore(
        engine,
        new SimpleEventBus(),
        message -> ((LifecycleEvent) Objects.requireNonNull(message.payload())).tags());
  }

  /**
   * Decides a command and appends what follows.
   *
   * @param rule one of those that this was made with
   * @return completes once the facts are durable, off the writer's thread. It fails with {@link
   *     CommandRejected} if the rule refuses, with {@link RelianceLost} if the caller's right has
   *     changed since it was checked, with {@link CommandTimedOut} past the deadline, and with the
   *     engine's own refusals; then nothing was appended
   */
  public <C extends LifecycleCommand, S> CompletableFuture<Done<S>> decide(
      Rule<C, S> rule, C command, CommandContext context) {
    if (!clock.instant().isBefore(context.deadline())) {
      return CompletableFuture.failedFuture(new CommandTimedOut("came past its deadline"));
    }
    MessageType name = names.get(rule);
    if (name == null) {
      throw new IllegalArgumentException(
          rule.command() + " came with a rule that is not on the bus");
    }
    return attempt(name, new RuleHandler.Request(command, context, Optional.empty()), 0);
  }

  private <S> CompletableFuture<Done<S>> attempt(
      MessageType name, RuleHandler.Request request, int conflicts) {
    String id = request.context().commandId().toString();
    return bus.dispatch(
            new GenericCommandMessage(new GenericMessage(id, name, request, Map.of())), null)
        .thenApply(Deciders::<S>done)
        .whenComplete((_, _) -> request.ticket().ifPresent(ExclusiveTickets.Ticket::close))
        .exceptionallyCompose(
            failure ->
                unwrapped(failure) instanceof AppendEventsTransactionRejectedException
                    ? again(name, request, conflicts + 1)
                    : CompletableFuture.failedFuture(unwrapped(failure)));
  }

  private <S> CompletableFuture<Done<S>> again(
      MessageType name, RuleHandler.Request request, int conflicts) {
    listener.decidesAgain(name.qualifiedName().localName(), conflicts);
    Instant deadline = request.context().deadline();
    if (!clock.instant().isBefore(deadline)) {
      return CompletableFuture.failedFuture(
          new CommandTimedOut("lost " + conflicts + " races until its deadline"));
    }
    if (conflicts < CONFLICTS_BEFORE_TICKET) {
      return attempt(name, request, conflicts);
    }
    return tickets
        .take(deadline)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    unwrapped(failure) instanceof TimeoutException
                        ? new CommandTimedOut("waited until its deadline to go first")
                        : unwrapped(failure)))
        .thenCompose(ticket -> attempt(name, request.with(ticket), conflicts));
  }

  // The handler of a rule's command answers with that rule's state.
  @SuppressWarnings("unchecked")
  private static <S> Done<S> done(CommandResultMessage result) {
    return ((Supplier<Done<S>>) Objects.requireNonNull(result.payload())).get();
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
