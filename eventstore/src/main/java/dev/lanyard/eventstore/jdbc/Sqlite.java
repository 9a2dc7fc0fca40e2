package dev.lanyard.eventstore.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite, embedded: one file with a write-ahead log. With {@code synchronous=FULL} each commit is
 * flushed to the disk before it returns (sqlite.org/pragma.html#pragma_synchronous).
 */
final class Sqlite implements Dialect {
  private static final int PAGE_BYTES = 4096;
  private static final int SYNCHRONOUS_FULL = 2;

  /** What the writer keeps of the file in memory: appends touch pages all over the tag index. */
  private static final int WRITER_CACHE_KIB = 64 * 1024;

  private static final int READER_CACHE_KIB = 16 * 1024;

  private static final int BUSY_MILLIS = 5_000;

  /** How long the writer waits for readers when it empties its log: they read short pages. */
  private static final int FOLD_MILLIS = 500;

  private final Path file;
  private final int walPagesMax;

  Sqlite(Path file, int walPagesMax) {
    this.file = file;
    this.walPagesMax = walPagesMax;
  }

  @Override
  public String schema() {
    return "ledger-sqlite.sql";
  }

  @Override
  public Connection openWriter() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-WRITER_CACHE_KIB);
    try {
      OwnerOnly.ensure(file);
    } catch (IOException failure) {
      throw new SQLException(file + " cannot be made", failure);
    }
    Connection writer = open(config);
    try (Statement statement = writer.createStatement()) {
      // What is deleted or overwritten leaves no bytes in the file
      // (pragma.html#pragma_secure_delete)
      statement.execute("PRAGMA secure_delete = ON");
    }
    return writer;
  }

  @Override
  public Connection openReader() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-READER_CACHE_KIB);
    return open(config);
  }

  private Connection open(SQLiteConfig config) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file);
  }

  @Override
  public void requireDurable(Session writer) throws SQLException {
    try (ResultSet level = writer.prepare("PRAGMA synchronous").executeQuery();
        ResultSet mode = writer.prepare("PRAGMA journal_mode").executeQuery()) {
      int synchronous = level.next() ? level.getInt(1) : -1;
      String journal = mode.next() ? mode.getString(1) : "none";
      if (synchronous != SYNCHRONOUS_FULL || !journal.equals("wal")) {
        throw new SQLException(
            "commits would not be durable: synchronous is %d and the journal is %s"
                .formatted(synchronous, journal));
      }
    }
  }

  /** {@code TRUNCATE}: the log is left without a byte (pragma.html#pragma_wal_checkpoint). */
  @Override
  public boolean foldLog(Session writer) throws SQLException {
    Connection connection = writer.connection();
    connection.setAutoCommit(true);
    boolean folded;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + FOLD_MILLIS);
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        folded = row.next() && row.getInt(1) == 0;
      }
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
    }
    connection.setAutoCommit(false);
    return folded;
  }

  @Override
  public void limit(Connection writer, long bytesMax) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint=" + walPagesMax);
      statement.execute("PRAGMA journal_size_limit=" + (long) walPagesMax * PAGE_BYTES);
      statement.execute("PRAGMA max_page_count=" + Math.max(1, bytesMax / PAGE_BYTES));
    }
  }

  /** A file does not shrink: what was dropped is in its list of free pages. */
  @Override
  public long bytesUsed(Session writer) throws SQLException {
    try (ResultSet pages = writer.prepare("PRAGMA page_count").executeQuery();
        ResultSet free = writer.prepare("PRAGMA freelist_count").executeQuery()) {
      if (!pages.next() || !free.next()) {
        throw new SQLException("the store does not tell how full it is");
      }
      return (pages.getLong(1) - free.getLong(1)) * PAGE_BYTES;
    }
  }

  @Override
  public boolean isFull(SQLException failure) {
    return (failure.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
  }

  @Override
  public long bytes() {
    return file.toFile().length() + walBytes();
  }

  @Override
  public long walBytes() {
    return file.resolveSibling(file.getFileName() + "-wal").toFile().length();
  }
}
