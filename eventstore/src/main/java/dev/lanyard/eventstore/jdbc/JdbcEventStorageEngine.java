package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.AppendTerms;
import dev.lanyard.eventstore.EventCodec;
import dev.lanyard.eventstore.jdbc.TagIndex.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as Axon sees it. One number, 1-based and without gaps, is tracking token, position and
 * consistency marker.
 *
 * <p>All that is sourced in one processing context is read as of the head of the first read, which
 * is also the marker that each stream ends with: a decision in several steps sees one moment.
 * Streams block while they read a page.
 */
final class JdbcEventStorageEngine implements EventStorageEngine {
  /** The head of the first read of a decision. */
  private static final ResourceKey<Long> PINNED = ResourceKey.withLabel("pinnedHead");

  private final EventCodec codec;
  private final AppendQueue queue;
  private final Head head;
  private final Sourcing sourcing;
  private final Tail tail;

  JdbcEventStorageEngine(
      EventCodec codec, AppendQueue queue, Head head, Sourcing sourcing, Tail tail) {
    this.codec = codec;
    this.queue = queue;
    this.head = head;
    this.sourcing = sourcing;
    this.tail = tail;
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    if (events.isEmpty()) {
      return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
    }
    try {
      Sha256 sha = new Sha256();
      List<PreparedEvent> prepared = new ArrayList<>(events.size());
      events.forEach(event -> prepared.add(PreparedEvent.of(event, codec, sha)));
      Optional<AppendTerms> terms =
          Optional.ofNullable(context).map(of -> of.getResource(AppendTerms.KEY));
      PendingAppend append = new PendingAppend(prepared, Condition.of(condition), terms);
      return CompletableFuture.completedFuture(new QueuedAppend(append, queue));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    long upTo =
        context == null ? head.position() : context.computeResourceIfAbsent(PINNED, head::position);
    long after = Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
    var events = sourcing.select(new Selection(condition.criteria()), new Range(after, upTo));
    Stream<SimpleEntry<EventMessage>> entries =
        StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false)
            .map(event -> new SimpleEntry<>(event.decode(codec), Placement.of(event)));
    return MessageStream.fromStream(
        Stream.concat(entries, Stream.of(end(upTo))), SimpleEntry::message, SimpleEntry::context);
  }

  private static SimpleEntry<EventMessage> end(long position) {
    return new SimpleEntry<>(
        TerminalEventMessage.INSTANCE,
        Context.with(ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(position)));
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    TrackingToken from = condition.position();
    long after = from == null ? 0 : Math.max(0, from.position().orElse(0));
    return tail.open(new Selection(condition.criteria()), after);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return token(0);
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return token(head.position());
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return token(tail.before(at));
  }

  private static CompletableFuture<TrackingToken> token(long position) {
    return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(position));
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    descriptor.describeProperty("head", head.position());
  }
}
