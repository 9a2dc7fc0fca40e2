package dev.lanyard.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * Axon's in-memory engine with what decisions expect of ours: markers that count from 1, later
 * reads of a decision as of the head of its first, reads that begin at the head (Axon's never ends
 * those), and a receipt for each append.
 */
final class PinnedInMemoryEngine implements EventStorageEngine {
  private static final ResourceKey<Long> HEAD = ResourceKey.withLabel("head");

  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    long head =
        context == null
            ? head()
            : context.computeResourceIfAbsent(HEAD, PinnedInMemoryEngine.this::head);
    long after = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
    return engine
        .source(SourcingCondition.conditionFor(condition.criteria()), context)
        .filter(
            entry ->
                TrackingToken.fromContext(entry)
                    .map(token -> token.position().orElseThrow())
                    .map(position -> position > after && position <= head)
                    .orElse(true))
        .map(
            entry ->
                entry.getResource(ConsistencyMarker.RESOURCE_KEY) == null
                    ? entry
                    : new SimpleEntry<>(
                        entry.message(),
                        Context.with(
                            ConsistencyMarker.RESOURCE_KEY,
                            new GlobalIndexConsistencyMarker(head))));
  }

  private long head() {
    return Math.max(0, engine.latestToken(null).join().position().orElseThrow());
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    AppendCondition fromZero =
        condition.consistencyMarker() instanceof GlobalIndexConsistencyMarker marker
            ? condition.withMarker(
                new GlobalIndexConsistencyMarker(GlobalIndexConsistencyMarker.position(marker) - 1))
            : condition;
    return engine
        .appendEvents(fromZero, context, events)
        .thenApply(PinnedInMemoryEngine::withReceipt);
  }

  @SuppressWarnings("unchecked")
  private static AppendTransaction<?> withReceipt(AppendTransaction<?> transaction) {
    AppendTransaction<ConsistencyMarker> inner = (AppendTransaction<ConsistencyMarker>) transaction;
    return new AppendTransaction<ConsistencyMarker>() {
      @Override
      public CompletableFuture<ConsistencyMarker> commit(@Nullable ProcessingContext context) {
        return inner
            .commit(context)
            .thenApply(
                marker -> {
                  Optional.ofNullable(context)
                      .ifPresent(
                          c ->
                              c.putResource(
                                  Appended.KEY,
                                  new Appended(
                                      GlobalIndexConsistencyMarker.position(marker),
                                      Instant.now().truncatedTo(ChronoUnit.MICROS))));
                  return marker;
                });
      }

      @Override
      public void rollback(@Nullable ProcessingContext context) {
        inner.rollback(context);
      }

      @Override
      public CompletableFuture<ConsistencyMarker> afterCommit(
          ConsistencyMarker marker, @Nullable ProcessingContext context) {
        return inner.afterCommit(marker, context);
      }
    };
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    return engine.stream(condition, context);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return engine.firstToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return engine.latestToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return engine.tokenAt(at, context);
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    engine.describeTo(descriptor);
  }
}
