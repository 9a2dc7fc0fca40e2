package dev.lanyard.projections.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * One view's SQLite file: a single writer, used by one thread, and a bounded set of readers. The
 * rows and the position that they stand for change in one transaction. The file can be rebuilt, so
 * a crash may cost its last commits ({@code synchronous=NORMAL}) but never its consistency.
 */
public final class ViewFile implements AutoCloseable {
  /** Pages of 4 KiB that the writer keeps in memory: 64 MiB. */
  private static final int CACHE_KIB = 64 * 1_024;

  /** Pages written to the log before they are moved to the file: 64 MiB. */
  private static final int CHECKPOINT_PAGES = 16_384;

  static final int BUSY_MILLIS = 2_000;

  private final Path path;
  private final Schema schema;
  private final Connection writer;
  private final WriteAheadLog log;
  private final Readers readers;
  private boolean closed;

  private ViewFile(Path path, Schema schema, Connection writer) {
    this.path = path;
    this.schema = schema;
    this.writer = writer;
    this.log = new WriteAheadLog(writer);
    this.readers = new Readers(path);
  }

  /**
   * Opens a file, or makes an empty one: where there is none, where it is of another version, and
   * where it cannot be read as a database.
   *
   * @throws SQLException if it can be neither read nor made
   */
  public static ViewFile open(Path path, Schema schema) throws SQLException {
    try {
      Connection writer = connect(path);
      if (versionOf(writer) == schema.version()) {
        return new ViewFile(path, schema, writer);
      }
      writer.close();
    } catch (SQLException e) {
      if (!unreadable(e)) {
        throw e;
      }
    }
    return create(path, schema);
  }

  /**
   * Makes an empty file in place of what is there.
   *
   * @throws SQLException if it cannot be made
   */
  public static ViewFile create(Path path, Schema schema) throws SQLException {
    delete(path);
    return create(path, schema, connect(path));
  }

  /**
   * Makes an empty file likewise, for somebody who throws it away: a crash may cost all of it, and
   * nothing waits for the disk.
   *
   * @throws SQLException if it cannot be made
   */
  public static ViewFile scratch(Path path, Schema schema) throws SQLException {
    delete(path);
    return create(
        path,
        schema,
        connect(path, SQLiteConfig.JournalMode.MEMORY, SQLiteConfig.SynchronousMode.OFF));
  }

  private static ViewFile create(Path path, Schema schema, Connection writer) throws SQLException {
    run(writer, Schema.COMMON);
    run(writer, schema.tables());
    run(writer, List.of("PRAGMA user_version = " + schema.version()));
    writer.commit();
    return new ViewFile(path, schema, writer);
  }

  /** Removes a file and what SQLite keeps beside it, if it is there. */
  public static void delete(Path path) {
    try {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Connection connect(Path path) throws SQLException {
    return connect(path, SQLiteConfig.JournalMode.WAL, SQLiteConfig.SynchronousMode.NORMAL);
  }

  private static Connection connect(
      Path path, SQLiteConfig.JournalMode journal, SQLiteConfig.SynchronousMode synchronous)
      throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(journal);
    config.setSynchronous(synchronous);
    config.setCacheSize(-CACHE_KIB);
    // Else each statement that writes is followed by a query for the number of its row.
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      // What is overwritten or deleted leaves no bytes where it was: personal texts are erased.
      statement.execute("PRAGMA secure_delete = ON");
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private static int versionOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    } finally {
      connection.rollback();
    }
  }

  private static boolean unreadable(SQLException e) {
    int code = e.getErrorCode() & 0xff;
    return code == SQLiteErrorCode.SQLITE_NOTADB.code
        || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /** The writer's connection, in a transaction; for the thread that folds. */
  public Connection writer() {
    return writer;
  }

  /** The connections of those who ask. */
  public Readers readers() {
    return readers;
  }

  /** The last commit that the file holds; 0 before the first. For the thread that folds. */
  public long position() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT position FROM progress")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Makes what was written durable together with the commit that it stands for. */
  public void commit(long position) throws SQLException {
    try (PreparedStatement update = writer.prepareStatement("UPDATE progress SET position = ?")) {
      update.setLong(1, position);
      update.executeUpdate();
    }
    writer.commit();
    log.committed();
  }

  /** Texts are erased in this transaction: no byte of them may stay in the file's log either. */
  public void erases() {
    log.erases();
  }

  /** Makes the indexes unless they are there; for the thread that folds, outside a transaction. */
  public void index() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT indexed FROM progress")) {
      if (row.next() && row.getInt(1) == 1) {
        return;
      }
    }
    run(writer, schema.indexes());
    run(writer, List.of("UPDATE progress SET indexed = 1"));
    writer.commit();
  }

  /** Waits for the readers, then closes all connections and leaves a file without a log beside. */
  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    readers.close();
    writer.rollback();
    writer.close();
  }
}
