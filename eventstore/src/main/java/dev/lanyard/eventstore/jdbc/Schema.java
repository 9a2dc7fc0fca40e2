package dev.lanyard.eventstore.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Makes the tables of an empty store, and refuses a store of a version that it does not know. */
final class Schema {
  private static final int VERSION = 2;
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
  private static final Pattern END = Pattern.compile(";\\s*\n");

  private Schema() {}

  /**
   * Leaves the store with today's tables.
   *
   * @throws SQLException if the store is of a later version
   */
  static void ensure(Connection writer, Dialect dialect) throws SQLException {
    if (exists(writer)) {
      requireVersion(writer);
      return;
    }
    try (Statement statement = writer.createStatement()) {
      for (String sql : END.split(COMMENT.matcher(text(dialect.schema())).replaceAll(""), -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
    writer.commit();
  }

  private static boolean exists(Connection writer) throws SQLException {
    try (ResultSet tables =
        writer.getMetaData().getTables(null, null, "schema_version", new String[] {"TABLE"})) {
      return tables.next();
    }
  }

  private static void requireVersion(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT version FROM schema_version")) {
      if (!row.next() || row.getInt(1) != VERSION) {
        throw new SQLException("the store is not of version " + VERSION);
      }
    }
  }

  private static String text(String resource) {
    try (InputStream in = Schema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }
}
