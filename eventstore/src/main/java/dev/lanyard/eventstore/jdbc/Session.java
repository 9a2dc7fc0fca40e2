package dev.lanyard.eventstore.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection and the statements prepared on it; for one thread at a time. */
final class Session implements AutoCloseable {
  /** Statements kept; criteria have few shapes, so this is not reached in practice. */
  private static final int STATEMENTS_MAX = 256;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Session(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** The statement of this text, prepared at its first use. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    if (statements.size() >= STATEMENTS_MAX) {
      for (PreparedStatement old : statements.values()) {
        old.close();
      }
      statements.clear();
    }
    PreparedStatement prepared = connection.prepareStatement(sql);
    statements.put(sql, prepared);
    return prepared;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
