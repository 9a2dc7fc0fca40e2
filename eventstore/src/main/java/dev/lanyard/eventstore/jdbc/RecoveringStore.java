package dev.lanyard.eventstore.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store as the writer has it: whether a batch that failed was committed all the same, the store
 * is opened again and asked, and until it has said so nothing else happens. Used by the writer's
 * thread, but for {@link #limit}, {@link #bytesUsed} and {@link #stop}.
 */
final class RecoveringStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecoveringStore.class);
  private static final Duration REOPEN_WAIT = Duration.ofMillis(20);
  private static final Duration REOPEN_WAIT_MAX = Duration.ofSeconds(1);

  private final Dialect dialect;
  private WriteStore store;
  private long bytesMaxInForce;
  private volatile long bytesMax;
  private volatile long bytesUsed;
  private volatile boolean stopping;

  /**
   * Opens the store for writing.
   *
   * @throws SQLException if that fails, or what is committed would not be durable
   */
  RecoveringStore(Dialect dialect, long bytesMax) throws SQLException {
    this.dialect = dialect;
    this.bytesMax = bytesMax;
    this.bytesMaxInForce = bytesMax;
    this.store = new WriteStore(dialect, bytesMax);
    try {
      store.requireDurable();
    } catch (SQLException e) {
      store.close();
      throw e;
    }
    bytesUsed = store.bytesUsed();
  }

  /** Bounds the store from the next {@link #prepare} on. */
  void limit(long newBytesMax) {
    bytesMax = newBytesMax;
  }

  /** How many bytes were in use after the last commit; free pages of the file are not. */
  long bytesUsed() {
    return bytesUsed;
  }

  /** Gives up opening a store that cannot be opened. */
  void stop() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  /** The last position. */
  long head() {
    return store.head();
  }

  /** The first position whose event is kept; 1 where nothing was dropped. */
  long first() {
    return store.first();
  }

  /** When the last commit was made, in microseconds since 1970; 0 for an empty store. */
  long committedAt() {
    return store.committedAt();
  }

  /** Puts the limit in force that was asked for last. */
  void prepare() throws SQLException {
    long wanted = bytesMax;
    if (wanted != bytesMaxInForce) {
      store.limit(wanted);
      bytesMaxInForce = wanted;
    }
  }

  /** For reading what is committed, on the writer's thread. */
  Session session() {
    return store.session();
  }

  /** As {@link WriteStore#append}: what fails may yet be durable, see {@link #recover}. */
  void append(List<PendingAppend> appends, long stamp) throws SQLException {
    store.append(appends, stamp);
    bytesUsed = store.bytesUsed();
  }

  /**
   * Opens the store again, for as long as that takes, and looks for the last event of a batch.
   *
   * @param appends what was to be written
   * @param before the last position before it
   * @return whether it was committed all the same
   * @throws IllegalStateException if the store holds anything else
   * @throws AppendFailed if nobody can tell, because the ledger closes
   */
  boolean recover(List<PendingAppend> appends, long before, Exception failure) throws SQLException {
    close();
    reopen(failure);
    if (store.head() == before) {
      return false;
    }
    long events = appends.stream().mapToLong(append -> append.events().size()).sum();
    if (store.head() != before + events
        || !store.holds(store.head(), appends.getLast().events().getLast().eventId())) {
      stop();
      throw new IllegalStateException("the store was changed by someone else: appending ends");
    }
    return true;
  }

  /**
   * As {@link WriteStore#dropSegment}; after a failure the store is opened again, and {@link
   * #first} tells whether it was dropped all the same.
   */
  boolean dropSegment(long olderThanMicros, long through) throws SQLException {
    try {
      boolean dropped = store.dropSegment(olderThanMicros, through);
      bytesUsed = store.bytesUsed();
      return dropped;
    } catch (SQLException | RuntimeException failure) {
      close();
      reopen(failure);
      throw failure;
    }
  }

  /** As {@link WriteStore#foldLog}; after a failure the store is opened again. */
  void foldLog() {
    try {
      store.foldLog();
    } catch (SQLException failure) {
      log.warn("the write-ahead log could not be emptied of what was erased", failure);
      close();
      reopen(failure);
    }
  }

  private void reopen(Exception failure) {
    for (long wait = REOPEN_WAIT.toNanos();
        ;
        wait = Math.min(2 * wait, REOPEN_WAIT_MAX.toNanos())) {
      try {
        store = new WriteStore(dialect, bytesMax);
        bytesMaxInForce = bytesMax;
        bytesUsed = store.bytesUsed();
        return;
      } catch (SQLException e) {
        log.error("the store cannot be opened to look up a batch that failed: trying again", e);
        if (stopping) {
          throw AppendFailed.outcomeUnknown(failure);
        }
        LockSupport.parkNanos(wait);
      }
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (SQLException e) {
      log.warn("the writing connection did not close", e);
    }
  }
}
