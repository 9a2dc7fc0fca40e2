package dev.lanyard.projections.store;

import dev.lanyard.projections.ViewUnavailable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The readers of a view's file: at most {@link #CONNECTIONS_MAX} questions at a time, each in a
 * snapshot of its own. A question runs on the asker's thread.
 */
public final class Readers implements AutoCloseable {
  /** Questions beyond as many wait: more connections than this do not make two cores faster. */
  public static final int CONNECTIONS_MAX = 8;

  private static final int WAIT_SECONDS = 10;
  private static final int BUSY_MILLIS = 2_000;

  private final Path path;
  private final NameTexts names = new NameTexts();
  private final Semaphore permits = new Semaphore(CONNECTIONS_MAX);
  private final Deque<Reader> idle = new ConcurrentLinkedDeque<>();

  Readers(Path path) {
    this.path = path;
  }

  /** A question that is answered from one snapshot. */
  @FunctionalInterface
  public interface Question<T> {
    T answer(Reader snapshot) throws SQLException;
  }

  /**
   * Answers a question from the last commit that the file holds.
   *
   * @throws ViewUnavailable if the file cannot be read, or too many others ask
   */
  public <T> T read(Question<T> question) {
    try {
      if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new ViewUnavailable("all readers of " + path.getFileName() + " are busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ViewUnavailable("interrupted while waiting for " + path.getFileName(), e);
    }
    try {
      return answer(question);
    } catch (SQLException e) {
      throw new ViewUnavailable(path.getFileName() + " cannot be read", e);
    } finally {
      permits.release();
    }
  }

  private <T> T answer(Question<T> question) throws SQLException {
    @Nullable Reader known = idle.pollFirst();
    Reader reader = known == null ? new Reader(connect(), names) : known;
    boolean sound = false;
    try {
      T answer = question.answer(reader);
      reader.release();
      sound = true;
      return answer;
    } finally {
      if (sound) {
        idle.addFirst(reader);
      } else {
        reader.close();
      }
    }
  }

  private Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Waits for the questions under way, then closes; none may be asked after. */
  @Override
  public void close() throws SQLException {
    permits.acquireUninterruptibly(CONNECTIONS_MAX);
    for (Reader reader : idle) {
      reader.close();
    }
    idle.clear();
  }
}
