package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Appended;
import dev.lanyard.eventstore.ExclusiveTickets;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.eventstore.log.ProvableLog;
import dev.lanyard.eventstore.replay.RowReading;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * A ledger in files of its own: the engine that decisions append through, and the ledger that
 * everyone reads. One server at a time has it.
 *
 * @param <R> what readers get
 */
public final class EmbeddedLedger<R extends LedgerRecord> implements AutoCloseable {
  private final LedgerKind<R> kind;
  private final FolderLock lock;
  private final Dialect dialect;
  private final AppendQueue queue;
  private final CommitClock commitClock;
  private final Answers answers;
  private final TagIndex index;
  private final Readers readers;
  private final Dropping dropping;
  private final LedgerWriter writer;
  private final Thread writing;
  private final Sweeping sweeping;
  private final EventStorageEngine engine;
  private final Ledger<R> ledger;
  private final ProvableLog log;

  private EmbeddedLedger(
      FolderLock lock,
      Dialect dialect,
      LedgerKind<R> kind,
      InstantSource clock,
      LedgerSettings settings,
      LedgerMetrics metrics)
      throws SQLException {
    this.kind = kind;
    this.lock = lock;
    this.dialect = dialect;
    this.answers = new Answers(metrics);
    this.queue = new AppendQueue(settings, clock, answers);
    this.commitClock = new CommitClock(clock);
    Head head = new Head();
    long cacheBytesQuarter = settings.cacheBytesMax() / 4;
    EventCache cache = new EventCache(3 * cacheBytesQuarter);
    TagCache tags = new TagCache(cacheBytesQuarter);
    this.index = new TagIndex(tags);
    Publisher publisher = new Publisher(commitClock, cache, tags, head, answers);
    this.dropping = new Dropping(queue, answers, head);
    this.writer =
        new LedgerWriter(
            dialect, settings, queue, answers, commitClock, publisher, dropping, index);
    this.readers = new Readers(dialect, settings.readers(), settings.readerWait());
    this.engine =
        new JdbcEventStorageEngine(
            kind.codec(),
            queue,
            head,
            new Sourcing(readers, index, cache),
            new Tail(kind.codec(), readers, head));
    this.ledger = new JdbcLedger<>(kind, readers, cache, head);
    this.log = new JdbcProvableLog(readers);
    this.writing = Thread.ofPlatform().name(kind.name() + "-writer").start(writer);
    this.sweeping = new Sweeping(kind.name() + "-sweep", queue);
  }

  /**
   * Opens a ledger in a folder, which is made if there is none, and starts its writer.
   *
   * @param kind which of the folder's ledgers
   * @param clock says when commits happen
   * @throws IllegalStateException if another server has the ledger, or the store cannot be opened
   *     or would not be durable
   */
  public static <R extends LedgerRecord> EmbeddedLedger<R> open(
      Path folder,
      LedgerKind<R> kind,
      InstantSource clock,
      LedgerSettings settings,
      LedgerMetrics metrics) {
    return open(
        folder,
        new Sqlite(folder.resolve(kind.name() + ".db"), settings.walPagesMax()),
        kind,
        clock,
        settings,
        metrics);
  }

  static <R extends LedgerRecord> EmbeddedLedger<R> open(
      Path folder,
      Dialect dialect,
      LedgerKind<R> kind,
      InstantSource clock,
      LedgerSettings settings,
      LedgerMetrics metrics) {
    try {
      FolderLock lock = FolderLock.take(folder, kind.name());
      try {
        return new EmbeddedLedger<>(lock, dialect, kind, clock, settings, metrics);
      } catch (SQLException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the ledger in " + folder + " cannot be opened", e);
    }
  }

  /** What decisions read and append through. */
  public EventStorageEngine engine() {
    return engine;
  }

  /**
   * Appends without Axon's unit of work; answers with {@link PendingAppend#done}.
   *
   * @throws LedgerRefusal if it cannot be queued
   */
  CompletableFuture<Appended> append(PendingAppend append) {
    queue.offer(append);
    return append.done();
  }

  /** As {@link Dropping#ask}; the lifecycle never asks. */
  CompletableFuture<Long> dropOlder(Instant than, long through) {
    return dropping.ask(CommitClock.micros(than), through);
  }

  /** What everyone else reads. */
  public Ledger<R> ledger() {
    return ledger;
  }

  /** What is proved of it to others. */
  public ProvableLog log() {
    return log;
  }

  /** The right to append while others wait. */
  public ExclusiveTickets tickets() {
    return queue;
  }

  /** How many appends wait for the writer. */
  public int queueDepth() {
    return queue.depth();
  }

  /** How far the clock is behind the last commit; more than a minute needs attention. */
  public Duration clockLag() {
    return commitClock.lag();
  }

  /** Bytes on the disk, with the write-ahead log. */
  public long bytes() {
    return dialect.bytes();
  }

  /** Bytes in use of those that {@link #limit} bounds; free pages are not. */
  public long bytesUsed() {
    return writer.bytesUsed();
  }

  /** Bytes in the write-ahead log. */
  public long walBytes() {
    return dialect.walBytes();
  }

  /** Rows that decisions have looked at since the start: in the index, and as events. */
  public long rowsVisited() {
    return index.rowsVisited();
  }

  /** Whether appends are still written; false only after {@link #close} or a damaged store. */
  public boolean isWriting() {
    return writing.isAlive();
  }

  /** Computes the Merkle tree anew from the rows, beside the running server, and compares. */
  public Inspection inspect() {
    return Inspector.inspect(readers, kind.codec());
  }

  /** Reads all from the first row on and computes the tree anew, beside the running server. */
  public RowReading<R> rows() {
    return new SealedRows<>(kind, readers);
  }

  /** Bounds the store from the next append on. */
  public void limit(long bytesMax) {
    writer.limit(bytesMax);
  }

  /** Finishes the batch at hand, fails what waits, and gives the folder back. */
  @Override
  public void close() {
    writer.stop();
    try {
      writing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sweeping.close();
    answers.close();
    readers.close();
    lock.close();
  }
}
