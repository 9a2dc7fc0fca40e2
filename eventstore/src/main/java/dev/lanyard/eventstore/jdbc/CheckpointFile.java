package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.log.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Checkpoints in a file of their own: SQLite with {@code synchronous=FULL}, so that one is on the
 * disk before anybody is shown it. Its few statements take turns on one connection.
 */
public final class CheckpointFile implements Checkpoints, AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;
  private static final String SELECT = "SELECT size, made_at, note FROM checkpoint WHERE log = ? ";

  private final Path file;
  private final Session session;

  private CheckpointFile(Path file, Session session) {
    this.file = file;
    this.session = session;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws IllegalStateException if it cannot be used
   */
  public static CheckpointFile open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            """
            CREATE TABLE IF NOT EXISTS checkpoint (
              log TEXT NOT NULL, size INTEGER NOT NULL, made_at INTEGER NOT NULL,
              note TEXT NOT NULL, PRIMARY KEY (log, size)) STRICT, WITHOUT ROWID\
            """);
        return new CheckpointFile(file, new Session(connection));
      } catch (SQLException failure) {
        connection.close();
        throw failure;
      }
    } catch (IOException | SQLException failure) {
      throw new IllegalStateException(file + " cannot be used", failure);
    }
  }

  @Override
  public void keep(String log, Kept checkpoint) {
    run(
        () -> {
          PreparedStatement insert =
              session.prepare(
                  "REPLACE INTO checkpoint (log, size, made_at, note) VALUES (?, ?, ?, ?)");
          insert.setString(1, log);
          insert.setLong(2, checkpoint.size());
          insert.setLong(3, CommitClock.micros(checkpoint.madeAt()));
          insert.setString(4, checkpoint.note());
          return insert.executeUpdate();
        });
  }

  @Override
  public Optional<Kept> last(String log) {
    return upTo(log, Long.MAX_VALUE);
  }

  @Override
  public Optional<Kept> upTo(String log, long size) {
    return one("AND size <= ? ORDER BY size DESC LIMIT 1", log, size);
  }

  private Optional<Kept> one(String which, String log, long bound) {
    return run(
        () -> {
          PreparedStatement select = session.prepare(SELECT + which);
          select.setString(1, log);
          select.setLong(2, bound);
          try (ResultSet row = select.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Kept(row.getLong(1), CommitClock.instant(row.getLong(2)), row.getString(3)))
                : Optional.empty();
          }
        });
  }

  @Override
  public void forgetBelow(String log, long size) {
    run(
        () -> {
          PreparedStatement delete =
              session.prepare(
                  "DELETE FROM checkpoint WHERE log = ?1 AND size < (SELECT max(size) FROM"
                      + " checkpoint WHERE log = ?1 AND size < ?2)");
          delete.setString(1, log);
          delete.setLong(2, size);
          return delete.executeUpdate();
        });
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private synchronized <T> T run(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException failure) {
      throw new IllegalStateException(file + " cannot be used", failure);
    }
  }

  @Override
  public void close() {
    run(
        () -> {
          session.close();
          return true;
        });
  }
}
