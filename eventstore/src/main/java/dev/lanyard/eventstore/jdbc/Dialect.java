package dev.lanyard.eventstore.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** What databases do differently: everything else is SQL that they share. */
interface Dialect {

  /** The resource beside this package that makes version 1 of the schema. */
  String schema();

  /**
   * The writer's connection: commits are made by hand, and durable when {@link Connection#commit()}
   * returns.
   */
  Connection openWriter() throws SQLException;

  /** A connection that reads and cannot write; each statement is a transaction of its own. */
  Connection openReader() throws SQLException;

  /**
   * Asks the database whether what this connection commits will survive a loss of power.
   *
   * @throws SQLException if not: then nothing may be appended
   */
  void requireDurable(Session writer) throws SQLException;

  /** Bounds the store on the writer's connection, outside of a transaction. */
  void limit(Connection writer, long bytesMax) throws SQLException;

  /**
   * Moves what the write-ahead log holds into the store and leaves nothing in the log, outside of a
   * transaction.
   *
   * @return whether that was done; not while somebody reads
   * @throws SQLException if it failed: then the connection is not as it was, and is to be closed
   */
  boolean foldLog(Session writer) throws SQLException;

  /** Whether a failure says that there is no room left. */
  boolean isFull(SQLException failure);

  /**
   * How many of the bytes that {@link #limit} bounds are in use, as the writer's connection sees
   * them in its transaction: room that was given back counts as free.
   */
  long bytesUsed(Session writer) throws SQLException;

  /** How many bytes the store has now, with its write-ahead log. */
  long bytes();

  /** How many bytes the write-ahead log has now; 0 where there is none. */
  long walBytes();
}
