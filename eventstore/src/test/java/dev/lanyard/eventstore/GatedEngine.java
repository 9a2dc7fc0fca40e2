package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/** An engine with a gate between what decisions read and what they append. */
final class GatedEngine implements EventStorageEngine {
  private final EventStorageEngine engine;
  private final Map<Thread, Runnable> next = new ConcurrentHashMap<>();
  private volatile Runnable each = () -> {};

  GatedEngine(EventStorageEngine engine) {
    this.engine = engine;
  }

  /** The engine without the gate. */
  EventStorageEngine ungated() {
    return engine;
  }

  /** Runs something before each append. */
  void beforeEachAppend(Runnable meanwhile) {
    each = meanwhile;
  }

  /** Runs something before the next append that this thread asks for. */
  void beforeMyNextAppend(Runnable once) {
    next.put(Thread.currentThread(), once);
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    each.run();
    Optional.ofNullable(next.remove(Thread.currentThread())).ifPresent(Runnable::run);
    return engine.appendEvents(condition, context, events);
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    return engine.source(condition, context);
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
