package dev.lanyard.eventstore.jdbc;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.AppendTerms;
import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.CommandTimedOut;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.eventstore.log.ProvableLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;

/**
 * The access log: a ledger beside the lifecycle's, by the same engine, in files and with a disk
 * budget of its own (ADR 0008). Records are appended unconditionally, each as a commit of its own,
 * and become durable in groups.
 *
 * <p>The last fifth of the budget is an {@link AccessReserve}.
 */
public final class AccessStore implements AccessLog, AutoCloseable {
  /** A record that the writer has not taken up by then is given up: somebody waits for it. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  private final EmbeddedLedger<AccessRecord> store;
  private final Vocabulary<AccessEvent> vocabulary;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;
  private final AccessReserve reserve;

  private AccessStore(
      EmbeddedLedger<AccessRecord> store,
      Vocabulary<AccessEvent> vocabulary,
      InstantSource clock,
      Function<Instant, UUID> ids,
      long bytesMax) {
    this.store = store;
    this.vocabulary = vocabulary;
    this.clock = clock;
    this.ids = ids;
    this.reserve = new AccessReserve(store::bytesUsed, bytesMax);
  }

  /**
   * Opens the access log in a folder, which is made if there is none, and starts its writer.
   *
   * @param clock says when records are made
   * @param ids makes an id that nobody had before of the time it is made at; best one that begins
   *     with that time, so that the index of ids grows at its end
   * @param settings such as {@link LedgerSettings#access}
   * @throws IllegalStateException if another server has the log, or the store cannot be opened or
   *     would not be durable
   */
  public static AccessStore open(
      Path folder,
      InstantSource clock,
      Function<Instant, UUID> ids,
      LedgerSettings settings,
      LedgerMetrics metrics) {
    Vocabulary<AccessEvent> vocabulary = Vocabulary.access();
    EmbeddedLedger<AccessRecord> store =
        EmbeddedLedger.open(folder, LedgerKind.access(vocabulary), clock, settings, metrics);
    return new AccessStore(store, vocabulary, clock, ids, settings.bytesMax());
  }

  @Override
  public CompletableFuture<Long> record(AccessEvent event) {
    try {
      reserve.admit(event);
      Instant now = clock.instant();
      AppendTerms terms = new AppendTerms(now.plus(WAIT_MAX), Optional.empty());
      PreparedEvent prepared = PreparedEvent.of(message(event, now), vocabulary, new Sha256());
      return store
          .append(new PendingAppend(List.of(prepared), Optional.empty(), Optional.of(terms)))
          .thenApply(Appended::position)
          .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private TaggedEventMessage<EventMessage> message(AccessEvent event, Instant now) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            ids.apply(now).toString(),
            vocabulary.typeOf(event.getClass()),
            event,
            Map.of(),
            now.truncatedTo(ChronoUnit.MICROS)),
        event.tags());
  }

  private static Throwable refusal(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof CommandTimedOut late
        ? new LedgerBusy("the record " + late.getMessage())
        : cause;
  }

  /** What was recorded. */
  public Ledger<AccessRecord> ledger() {
    return store.ledger();
  }

  /** What is proved of it to others. */
  public ProvableLog log() {
    return store.log();
  }

  /**
   * Drops what is older, by whole segments of 256 records, each in a transaction of its own between
   * two batches of the writer. The segment of the last record always stays; of those that go, the
   * roots of their subtrees stay, so that the tree can still be computed.
   *
   * @param through the last position that may go, however old what follows is
   * @return completes with the first position that is kept then, off the writer's thread. It fails
   *     with a {@link LedgerRefusal} where the store cannot be written, or closes; what was dropped
   *     until then stays dropped
   */
  public CompletableFuture<Long> dropOlder(Instant than, long through) {
    return store.dropOlder(than, through);
  }

  /**
   * Up to where {@link #dropOlder} could drop now, if nothing held it back.
   *
   * @return the last position of a segment; below the first one that is kept if nothing can go
   */
  public long lastDroppable(Instant than) {
    long older = ledger().commitAt(than.minus(1, ChronoUnit.MICROS));
    long beforeHead = ledger().head() - 1;
    return Math.min(older, beforeHead) / Segments.EVENTS * Segments.EVENTS;
  }

  /** How many records wait for the writer. */
  public int queueDepth() {
    return store.queueDepth();
  }

  /** Bytes of the store, with what its write-ahead log holds. */
  public long bytes() {
    return store.bytes();
  }

  /**
   * Whether four fifths of the budget are in use, so that only the issue of tokens is recorded.
   * Ends by itself when old segments go.
   */
  public boolean takesOnlyEssentials() {
    return reserve.isReached();
  }

  /** Whether records are still written; false only after {@link #close} or a damaged store. */
  public boolean isWriting() {
    return store.isWriting();
  }

  /**
   * Computes the Merkle tree anew from the rows, beside the running server, and compares.
   *
   * @throws IllegalStateException if the rows cannot be read at all
   */
  public Inspection inspect() {
    return store.inspect();
  }

  /** Bounds the store from the next record on. */
  public void limit(long bytesMax) {
    store.limit(bytesMax);
    reserve.limit(bytesMax);
  }

  /** Finishes the batch at hand, fails what waits, and gives the files back. */
  @Override
  public void close() {
    store.close();
  }
}
