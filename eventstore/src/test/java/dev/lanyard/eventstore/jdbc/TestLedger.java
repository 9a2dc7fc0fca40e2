package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.AppendTerms;
import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream.Entry;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/** A ledger of texts in a folder, and short words for what tests do with it. */
final class TestLedger implements AutoCloseable {
  static final String TYPE = "test.Happened";
  static final String OTHER_TYPE = "test.Else";
  static final String ERASING_TYPE = "test.Erased";

  /** Texts have no records: readers of them fail. */
  static final LedgerKind<Recorded> KIND =
      new LedgerKind<>("ledger", new TextCodec(), Recorded::of);

  private final EmbeddedLedger<Recorded> ledger;

  TestLedger(Path folder) {
    this(folder, LedgerSettings.defaults(), Clock.systemUTC());
  }

  TestLedger(Path folder, LedgerSettings settings, InstantSource clock) {
    this(folder, settings, clock, new Sqlite(folder.resolve("ledger.db"), settings.walPagesMax()));
  }

  TestLedger(Path folder, LedgerSettings settings, InstantSource clock, Dialect dialect) {
    this(folder, settings, clock, dialect, LedgerMetrics.NONE);
  }

  TestLedger(
      Path folder,
      LedgerSettings settings,
      InstantSource clock,
      Dialect dialect,
      LedgerMetrics metrics) {
    this.ledger = EmbeddedLedger.open(folder, dialect, KIND, clock, settings, metrics);
  }

  /** The defaults with narrower bounds, and tickets that outlast a slow machine. */
  static LedgerSettings settings(int queueEntriesMax, long queueBytesMax, int recentEvents) {
    return settings(
        queueEntriesMax, queueBytesMax, recentEvents, LedgerSettings.defaults().cacheBytesMax());
  }

  static LedgerSettings settings(
      int queueEntriesMax, long queueBytesMax, int recentEvents, long cacheBytesMax) {
    LedgerSettings defaults = LedgerSettings.defaults();
    return new LedgerSettings(
        queueEntriesMax,
        queueBytesMax,
        defaults.batchEntriesMax(),
        defaults.batchBytesMax(),
        Duration.ofSeconds(30),
        recentEvents,
        2,
        defaults.readerWait(),
        defaults.walPagesMax(),
        cacheBytesMax,
        defaults.bytesMax());
  }

  EmbeddedLedger<Recorded> embedded() {
    return ledger;
  }

  Ledger<Recorded> facts() {
    return ledger.ledger();
  }

  long head() {
    return ledger.ledger().head();
  }

  static TaggedEventMessage<EventMessage> event(String payload, String... tags) {
    return typed(TYPE, payload, tags);
  }

  static TaggedEventMessage<EventMessage> typed(String type, String payload, String... tags) {
    return identified(UUID.randomUUID(), type, payload, tags);
  }

  /** An event that erases the personal part of another. */
  static TaggedEventMessage<EventMessage> erasing(long position) {
    return typed(ERASING_TYPE, Long.toString(position), "erased=" + position);
  }

  static TaggedEventMessage<EventMessage> identified(
      UUID id, String type, String payload, String... tags) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            id.toString(),
            new MessageType(new QualifiedName(type), "1"),
            payload,
            Map.of("caller", "someone", "personal", "Ada"),
            Instant.now()),
        tags(tags));
  }

  static Set<Tag> tags(String... pairs) {
    return Set.copyOf(List.of(pairs).stream().map(StoredTags::parse).flatMap(Set::stream).toList());
  }

  static EventCriteria selecting(String type, String... tags) {
    return EventCriteria.havingTags(tags(tags)).andBeingOneOfTypes(new QualifiedName(type));
  }

  /** Appends on condition that nothing selected came after a position. */
  CompletableFuture<Appended> appendIf(
      EventCriteria criteria, long after, TaggedEventMessage<?>... events) {
    return append(
        AppendCondition.withCriteria(criteria).withMarker(new GlobalIndexConsistencyMarker(after)),
        new StubProcessingContext(),
        events);
  }

  CompletableFuture<Appended> append(TaggedEventMessage<?>... events) {
    return append(AppendCondition.none(), new StubProcessingContext(), events);
  }

  CompletableFuture<Appended> append(List<TaggedEventMessage<EventMessage>> events) {
    ProcessingContext context = new StubProcessingContext();
    return ledger
        .engine()
        .appendEvents(AppendCondition.none(), context, List.copyOf(events))
        .thenCompose(tx -> commit(tx, context));
  }

  CompletableFuture<Appended> append(AppendTerms terms, TaggedEventMessage<?>... events) {
    ProcessingContext context = new StubProcessingContext();
    context.putResource(AppendTerms.KEY, terms);
    return append(AppendCondition.none(), context, events);
  }

  CompletableFuture<Appended> append(
      AppendCondition condition, ProcessingContext context, TaggedEventMessage<?>... events) {
    return prepare(condition, context, events).thenCompose(tx -> commit(tx, context));
  }

  CompletableFuture<AppendTransaction<?>> prepare(
      AppendCondition condition, ProcessingContext context, TaggedEventMessage<?>... events) {
    return ledger.engine().appendEvents(condition, context, List.of(events));
  }

  static CompletableFuture<Appended> commit(AppendTransaction<?> tx, ProcessingContext context) {
    return tx.commit(context).thenApply(Appended.class::cast);
  }

  /** What a decision reads. */
  record Read(List<Entry<EventMessage>> entries, long marker) {
    List<Object> payloads() {
      return entries.stream().map(entry -> entry.message().payload()).toList();
    }
  }

  Read source(EventCriteria criteria) {
    return source(criteria, new StubProcessingContext());
  }

  /** What came after a position. */
  Read source(EventCriteria criteria, long after) {
    return source(
        SourcingCondition.conditionFor(
            new GlobalIndexConsistencyMarker(after).position(), criteria),
        new StubProcessingContext());
  }

  Read source(EventCriteria criteria, ProcessingContext context) {
    return source(SourcingCondition.conditionFor(criteria), context);
  }

  private Read source(SourcingCondition condition, ProcessingContext context) {
    var stream = ledger.engine().source(condition, context);
    List<Entry<EventMessage>> entries = new ArrayList<>();
    for (var next = stream.next(); next.isPresent(); next = stream.next()) {
      ConsistencyMarker marker = next.get().getResource(ConsistencyMarker.RESOURCE_KEY);
      if (marker != null) {
        return new Read(entries, GlobalIndexConsistencyMarker.position(marker));
      }
      entries.add(next.get());
    }
    throw new IllegalStateException("a sourced stream ended without a marker");
  }

  /** All payloads in the ledger, in order. */
  List<Object> all() {
    return source(EventCriteria.havingAnyTag()).payloads();
  }

  static <T> T resultOf(CompletableFuture<T> future) throws Exception {
    return future.get(1, TimeUnit.MINUTES);
  }

  /** Why a future failed. */
  static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      resultOf(future);
    } catch (ExecutionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("it should have failed");
  }

  @Override
  public void close() {
    ledger.close();
  }
}
