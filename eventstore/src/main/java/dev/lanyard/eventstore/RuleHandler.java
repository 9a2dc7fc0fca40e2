package dev.lanyard.eventstore;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.core.GenericMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;

/**
 * One rule as Axon's command handler: reads what the rule's steps select, in one transaction of the
 * event store, then what the caller's right rests on, asks the rule, and appends its facts there.
 * All of it joins one append condition; the engine reads the later parts as of the first one's
 * head.
 */
final class RuleHandler<C extends LifecycleCommand, S> implements CommandHandler {
  private static final MessageType RESULT = new MessageType("lanyard", "Done", "1");

  private final Rule<C, S> rule;
  private final MessageType name;
  private final EventStore store;
  private final Vocabulary<LifecycleEvent> vocabulary;
  private final Relying relying;
  private final InstantSource clock;

  RuleHandler(
      Rule<C, S> rule,
      EventStore store,
      Vocabulary<LifecycleEvent> vocabulary,
      InstantSource clock) {
    int steps = rule.decider().steps().size();
    if (steps < 1 || steps > Decider.STEPS_MAX) {
      throw new IllegalArgumentException(rule.command() + " has " + steps + " steps");
    }
    this.rule = rule;
    this.name = nameOf(rule.command());
    this.store = store;
    this.vocabulary = vocabulary;
    this.relying = new Relying(vocabulary, clock);
    this.clock = clock;
  }

  /** What a command is sent with. */
  record Request(
      LifecycleCommand command, CommandContext context, Optional<ExclusiveTickets.Ticket> ticket) {
    Request with(ExclusiveTickets.Ticket toGoFirst) {
      return new Request(command, context, Optional.of(toGoFirst));
    }
  }

  /** The name and version of a command, from its {@code @Command}. */
  static MessageType nameOf(Class<? extends LifecycleCommand> command) {
    Command named = command.getAnnotation(Command.class);
    if (named == null) {
      throw new IllegalArgumentException(command + " has no name");
    }
    return new MessageType(named.namespace(), named.name(), named.version());
  }

  MessageType name() {
    return name;
  }

  /** Answers with what yields the {@link Done} once the unit of work is committed. */
  @Override
  public MessageStream.Single<CommandResultMessage> handle(
      CommandMessage message, ProcessingContext context) {
    if (!(message.payload() instanceof Request request)) {
      throw new IllegalArgumentException(name + " came without its context");
    }
    context.putResource(
        AppendTerms.KEY, new AppendTerms(request.context().deadline(), request.ticket()));
    C command = rule.command().cast(request.command());
    EventStoreTransaction transaction = store.transaction(context);
    return MessageStream.fromFuture(
        read(command, transaction)
            .thenCompose(
                reading ->
                    relying
                        .requireStanding(request.context().reliance(), transaction)
                        .thenApply(_ -> conclude(reading)))
            .thenCompose(
                decided ->
                    store
                        .publish(context, messages(decided.facts(), request.context()))
                        .thenApply(
                            _ -> result(message, () -> decided.done(context, transaction)))));
  }

  private static CommandResultMessage result(CommandMessage message, Supplier<Done<?>> done) {
    return new GenericCommandResultMessage(
        new GenericMessage(message.identifier(), RESULT, done, Map.of()));
  }

  private CompletableFuture<Reading<C, S>> read(C command, EventStoreTransaction transaction) {
    Reading<C, S> reading = new Reading<>(rule.decider(), command, vocabulary);
    Boundary first = reading.select(rule.decider().steps().getFirst());
    if (first.isEmpty()) {
      throw new IllegalStateException(name + " starts by reading nothing");
    }
    CompletableFuture<Void> read = reading.fold(first, transaction);
    for (Decider.Step<C, S> step :
        rule.decider().steps().subList(1, rule.decider().steps().size())) {
      read = read.thenCompose(_ -> reading.fold(reading.select(step), transaction));
    }
    return read.thenApply(_ -> reading);
  }

  /** What was decided. */
  private record Decided<S>(S before, S after, List<Fact> facts) {
    Done<S> done(ProcessingContext context, EventStoreTransaction transaction) {
      if (facts.isEmpty()) {
        long head = GlobalIndexConsistencyMarker.position(transaction.appendPosition());
        return new Done<>(before, after, facts, head, Optional.empty());
      }
      Appended appended =
          Optional.ofNullable(context.getResource(Appended.KEY))
              .orElseThrow(() -> new IllegalStateException("the engine gave no receipt"));
      return new Done<>(
          before, after, facts, appended.position(), Optional.of(appended.committedAt()));
    }
  }

  private Decided<S> conclude(Reading<C, S> reading) {
    S before = reading.state();
    return switch (reading.decide()) {
      case Decision.Rejected(var why) -> throw new CommandRejected(why);
      case Decision.Accepted(var facts) -> {
        S after = before;
        for (Fact fact : facts) {
          after = rule.decider().evolve(after, fact.event());
        }
        yield new Decided<>(before, after, facts);
      }
    };
  }

  private List<EventMessage> messages(List<Fact> facts, CommandContext context) {
    List<UUID> ids =
        IntStream.range(0, facts.size())
            .mapToObj(index -> EventIds.of(context.commandId(), index))
            .toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String operation = name.qualifiedName().localName();
    List<EventMessage> messages = new ArrayList<>(facts.size());
    for (int index = 0; index < facts.size(); index++) {
      Fact fact = facts.get(index);
      Optional<UUID> cause =
          fact.cascadesFrom().isPresent()
              ? Optional.of(ids.get(fact.cascadesFrom().getAsInt()))
              : Optional.empty();
      messages.add(
          new GenericEventMessage(
              ids.get(index).toString(),
              vocabulary.typeOf(fact.event().getClass()),
              fact.event(),
              context.metadata(operation, cause).toMap(),
              now));
    }
    return messages;
  }
}
