package dev.lanyard.eventstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The writer's connection: appends events, their tags and the new tree head in one transaction.
 * Used by one thread; after a failure it is closed, and another one opened.
 */
final class WriteStore implements AutoCloseable {
  private static final String UPDATE_TREE =
      "UPDATE tree SET size = ?, root = ?, frontier = ? WHERE id = 1";

  private final Dialect dialect;
  private final Session session;
  private final TagNames tagNames;
  private MerkleTree tree = new MerkleTree();
  private long committedAt;
  private long first = 1;
  private long bytesUsed;
  // What was left by whoever had the store before is not known.
  private boolean logHoldsErased = true;

  /**
   * Opens the store for writing, and makes its tables if there are none.
   *
   * @throws SQLException if that fails, or the tree does not belong to the events
   */
  WriteStore(Dialect dialect, long bytesMax) throws SQLException {
    this.dialect = dialect;
    Connection connection = dialect.openWriter();
    this.session = new Session(connection);
    this.tagNames = new TagNames(session);
    try {
      dialect.limit(connection, bytesMax);
      connection.setAutoCommit(false);
      Schema.ensure(connection, dialect);
      load();
      connection.commit();
      foldLog();
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The last position. */
  long head() {
    return tree.size();
  }

  /** The first position whose event is kept; 1 where nothing was dropped. */
  long first() {
    return first;
  }

  /** When the last commit was made, in microseconds since 1970; 0 for an empty store. */
  long committedAt() {
    return committedAt;
  }

  /** How many bytes were in use after the last commit; free pages of the file are not. */
  long bytesUsed() {
    return bytesUsed;
  }

  /** For reading what is committed, on the writer's thread. */
  Session session() {
    return session;
  }

  /** Whether an event is at a position. */
  boolean holds(long position, UUID eventId) throws SQLException {
    PreparedStatement select = session.prepare("SELECT event_id FROM events WHERE position = ?");
    select.setLong(1, position);
    try (ResultSet row = select.executeQuery()) {
      return row.next() && Arrays.equals(row.getBytes(1), Leaf.bytes(eventId));
    }
  }

  /**
   * Asks the database whether what is written here survives a loss of power.
   *
   * @throws SQLException if not
   */
  void requireDurable() throws SQLException {
    dialect.requireDurable(session);
  }

  /** Bounds the store from now on. */
  void limit(long bytesMax) throws SQLException {
    dialect.limit(session.connection(), bytesMax);
  }

  /**
   * Writes appends, in order, in one transaction, and commits.
   *
   * @param stamp the time of their commits, in microseconds since 1970
   * @throws SQLException if it failed; where {@code commit} did, it may yet be durable
   */
  void append(List<PendingAppend> appends, long stamp) throws SQLException {
    requireDurable();
    MerkleTree grown = tree.copy();
    EventInserts inserts = new EventInserts(session, tagNames);
    Erasing erasing = new Erasing(session);
    for (PendingAppend append : appends) {
      long commit = grown.size() + append.events().size();
      for (PreparedEvent each : append.events()) {
        long position = grown.size() + 1;
        grown.append(Leaf.encode(position, commit, stamp, each.leafTail()));
        inserts.add(each, position, commit, stamp);
        erasing.add(each, position);
      }
    }
    inserts.write();
    boolean erased = erasing.write();
    update(grown);
    long used = dialect.bytesUsed(session);
    session.connection().commit();
    tree = grown;
    bytesUsed = used;
    committedAt = stamp;
    logHoldsErased |= erased;
  }

  /** Empties the write-ahead log if it may hold what was erased; again later, if it cannot be. */
  void foldLog() throws SQLException {
    logHoldsErased = logHoldsErased && !dialect.foldLog(session);
  }

  /**
   * Drops the first kept segment in one transaction, if all of it is older.
   *
   * @param through the last position that may go
   * @return whether it was dropped
   * @throws SQLException if it failed; where {@code commit} did, it may yet be durable
   */
  boolean dropSegment(long olderThanMicros, long through) throws SQLException {
    requireDurable();
    if (!Segments.canDrop(session, head(), olderThanMicros, through)) {
      session.connection().rollback();
      return false;
    }
    Segments.dropFirst(session, tagNames);
    long used = dialect.bytesUsed(session);
    session.connection().commit();
    bytesUsed = used;
    first += Segments.EVENTS;
    return true;
  }

  private void update(MerkleTree grown) throws SQLException {
    PreparedStatement update = session.prepare(UPDATE_TREE);
    update.setLong(1, grown.size());
    update.setBytes(2, grown.root());
    update.setBytes(3, grown.frontier());
    if (update.executeUpdate() != 1) {
      throw new SQLException("the tree head is missing");
    }
  }

  private void load() throws SQLException {
    first = Segments.first(session);
    bytesUsed = dialect.bytesUsed(session);
    try (Statement statement = session.connection().createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT size, frontier, root FROM tree")) {
        if (!row.next()) {
          throw new SQLException("the tree head is missing");
        }
        tree = new MerkleTree(row.getLong(1), row.getBytes(2));
        if (!Arrays.equals(tree.root(), row.getBytes(3))) {
          throw new SQLException("the tree head is damaged");
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT position, committed_at FROM events ORDER BY position DESC LIMIT 1")) {
        boolean any = row.next();
        committedAt = any ? row.getLong(2) : 0;
        if ((any ? row.getLong(1) : 0) != tree.size()) {
          throw new SQLException("the tree head does not belong to the last event");
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
