package dev.lanyard.tokens;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The file of the key store: SQLite with a write-ahead log, one connection that writes and one that
 * reads. With {@code synchronous=FULL} each change is flushed to the disk before it returns
 * (sqlite.org/pragma.html#pragma_synchronous).
 */
final class KeyFile implements AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;

  /** Work on the file that SQLite may refuse. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final Path file;
  private final Connection writer;
  private final Connection reader;

  private KeyFile(Path file, Connection writer, Connection reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Opens the file, or makes it, private from the start.
   *
   * @param schema statements that make the tables unless they are there
   * @throws KeyStoreRefused if it cannot be used
   */
  static KeyFile open(Path file, List<String> schema) {
    // SQLite gives its -wal and -shm files the permissions of the database.
    OwnerFiles.ensurePrivate(file);
    try {
      Connection writer = connect(file);
      try (Statement statement = writer.createStatement()) {
        for (String table : schema) {
          statement.execute(table);
        }
        return new KeyFile(file, writer, connect(file));
      } catch (SQLException failure) {
        writer.close();
        throw failure;
      }
    } catch (SQLException failure) {
      throw refused(file, failure);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Reads, at the state after the last change. */
  <T> T read(Work<T> work) {
    synchronized (reader) {
      return run(reader, work);
    }
  }

  /** Changes the file by all statements of the work or by none. */
  <T> T write(Work<T> work) {
    synchronized (writer) {
      return run(writer, connection -> inTransaction(connection, work));
    }
  }

  private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T done = work.on(connection);
      connection.commit();
      return done;
    } catch (SQLException failure) {
      connection.rollback();
      throw failure;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private <T> T run(Connection connection, Work<T> work) {
    try {
      return work.on(connection);
    } catch (SQLException failure) {
      throw refused(file, failure);
    }
  }

  private static KeyStoreRefused refused(Path file, SQLException failure) {
    return new KeyStoreRefused(
        "%s cannot be used: %s".formatted(file, failure.getMessage()), failure);
  }

  @Override
  public void close() {
    try (writer;
        reader) {
      // Both are closed, also when one of them fails to.
    } catch (SQLException failure) {
      throw refused(file, failure);
    }
  }
}
