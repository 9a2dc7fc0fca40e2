package dev.lanyard.projections.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The log beside a view's file, which keeps pages as they were before until it is written over.
 * Once texts were erased it is emptied, as soon as no reader needs it.
 */
final class WriteAheadLog {
  /** How long folding may wait for readers; where they stay, it is tried again later. */
  private static final int WAIT_MILLIS = 20;

  private final Connection writer;
  // What was left by whoever had the file before is not known.
  private boolean holdsErased = true;

  WriteAheadLog(Connection writer) {
    this.writer = writer;
  }

  /** Texts are erased in this transaction. */
  void erases() {
    holdsErased = true;
  }

  /** A transaction has ended, and another has yet to do anything. */
  void committed() throws SQLException {
    if (holdsErased) {
      holdsErased = !truncate();
    }
  }

  /** {@code TRUNCATE} leaves it without a byte (sqlite.org/pragma.html#pragma_wal_checkpoint). */
  private boolean truncate() throws SQLException {
    writer.setAutoCommit(true);
    try (Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + WAIT_MILLIS);
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        return row.next() && row.getInt(1) == 0;
      } finally {
        statement.execute("PRAGMA busy_timeout = " + ViewFile.BUSY_MILLIS);
      }
    } catch (SQLException busy) {
      // What was committed stands; whoever comes next tries again.
      return false;
    } finally {
      writer.setAutoCommit(false);
    }
  }
}
