package dev.lanyard.eventstore.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** SQLite whose writer fails at a chosen step: any call to JDBC, before or after it was made. */
final class FaultyDialect implements Dialect {
  /** When a step fails. */
  enum When {
    BEFORE,
    AFTER
  }

  private final Dialect sqlite;
  private final AtomicInteger stepsLeft = new AtomicInteger(-1);
  private final AtomicBoolean commitFails = new AtomicBoolean();
  private final AtomicInteger openingsToFail = new AtomicInteger();
  private volatile When when = When.BEFORE;
  private volatile boolean synchronous = true;
  private volatile Runnable beforeCommit = () -> {};

  FaultyDialect(Dialect sqlite) {
    this.sqlite = sqlite;
  }

  /** The step of this number from now on fails, once. */
  void failAt(int step, When before) {
    when = before;
    stepsLeft.set(step);
  }

  /** Nothing fails any more; whether the step was reached. */
  boolean disarm() {
    return stepsLeft.getAndSet(-1) < 0;
  }

  /** The next commit fails, once. */
  void failCommit(When before) {
    when = before;
    commitFails.set(true);
  }

  /** Whether a commit has yet to fail. */
  boolean commitWillFail() {
    return commitFails.get();
  }

  void failOpenings(int count) {
    openingsToFail.set(count);
  }

  /** Connections opened from now on do not wait for the disk. */
  void turnSynchronousOff(boolean off) {
    synchronous = !off;
  }

  void beforeCommit(Runnable hook) {
    beforeCommit = hook;
  }

  @Override
  public Connection openWriter() throws SQLException {
    if (openingsToFail.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      throw new SQLException("injected: cannot open");
    }
    Connection connection = sqlite.openWriter();
    if (!synchronous) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA synchronous=OFF");
      }
    }
    return wrap(Connection.class, connection);
  }

  private <T> T wrap(Class<T> type, Object target) {
    InvocationHandler handler =
        (_, method, args) -> {
          boolean fails = fails(method.getName());
          if (fails && when == When.BEFORE) {
            throw new SQLException("injected before " + method.getName());
          }
          if (method.getName().equals("commit")) {
            beforeCommit.run();
          }
          try {
            Object result = wrapped(method.invoke(target, args));
            if (fails) {
              throw new SQLException("injected after " + method.getName());
            }
            return result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
  }

  private boolean fails(String method) {
    if (method.equals("commit") && commitFails.getAndSet(false)) {
      return true;
    }
    return !method.equals("close") && stepsLeft.getAndDecrement() == 0;
  }

  private @Nullable Object wrapped(@Nullable Object result) {
    return switch (result) {
      case PreparedStatement statement -> wrap(PreparedStatement.class, statement);
      case Statement statement -> wrap(Statement.class, statement);
      case ResultSet rows -> wrap(ResultSet.class, rows);
      case null -> null;
      default -> result;
    };
  }

  @Override
  public String schema() {
    return sqlite.schema();
  }

  @Override
  public Connection openReader() throws SQLException {
    return sqlite.openReader();
  }

  @Override
  public void requireDurable(Session writer) throws SQLException {
    sqlite.requireDurable(writer);
  }

  @Override
  public void limit(Connection writer, long bytesMax) throws SQLException {
    sqlite.limit(writer, bytesMax);
  }

  @Override
  public long bytesUsed(Session writer) throws SQLException {
    return sqlite.bytesUsed(writer);
  }

  @Override
  public boolean foldLog(Session writer) throws SQLException {
    return sqlite.foldLog(writer);
  }

  @Override
  public boolean isFull(SQLException failure) {
    return sqlite.isFull(failure);
  }

  @Override
  public long bytes() {
    return sqlite.bytes();
  }

  @Override
  public long walBytes() {
    return sqlite.walBytes();
  }
}
