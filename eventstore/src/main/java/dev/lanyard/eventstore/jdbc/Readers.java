package dev.lanyard.eventstore.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of connections that read. JDBC holds the carrier of a virtual thread while it is
 * in native code, so that reads of virtual threads run on platform threads of this pool.
 */
final class Readers implements AutoCloseable {

  /** Something to read in one go; short, so that the write-ahead log can be folded back. */
  @FunctionalInterface
  interface Read<T> {
    T from(Session session) throws SQLException;
  }

  private final Dialect dialect;
  private final Duration wait;

  /** The sessions that nobody uses; empty where one has yet to be opened. */
  private final BlockingQueue<Optional<Session>> idle;

  private final ExecutorService platform;
  private volatile boolean closed;

  Readers(Dialect dialect, int count, Duration wait) {
    this.dialect = dialect;
    this.wait = wait;
    this.idle = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      idle.add(Optional.empty());
    }
    this.platform =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("ledger-reader-", 0).factory());
  }

  /**
   * Reads.
   *
   * @throws LedgerBusy if no connection became free in time
   * @throws IllegalStateException if the store cannot be read
   */
  <T> T read(Read<T> read) {
    return Thread.currentThread().isVirtual() ? elsewhere(read) : here(read);
  }

  private <T> T elsewhere(Read<T> read) {
    Future<T> result = platform.submit(() -> here(read));
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the ledger", e);
    }
  }

  private <T> T here(Read<T> read) {
    Optional<Session> kept = take();
    try {
      Session session = kept.isPresent() ? kept.get() : new Session(dialect.openReader());
      kept = Optional.of(session);
      return read.from(session);
    } catch (SQLException e) {
      kept.ifPresent(Readers::discard);
      kept = Optional.empty();
      throw new IllegalStateException("the ledger cannot be read", e);
    } finally {
      giveBack(kept);
    }
  }

  private Optional<Session> take() {
    try {
      Optional<Session> free = closed ? null : idle.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
      if (free == null) {
        throw closed
            ? new IllegalStateException("the ledger is closed")
            : new LedgerBusy("too many reads at once");
      }
      return free;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to read the ledger", e);
    }
  }

  private void giveBack(Optional<Session> session) {
    if (closed) {
      session.ifPresent(Readers::discard);
    } else {
      idle.add(session);
    }
  }

  private static void discard(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a reading connection cannot be closed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    platform.close();
    for (Optional<Session> free = idle.poll(); free != null; free = idle.poll()) {
      free.ifPresent(Readers::discard);
    }
  }
}
