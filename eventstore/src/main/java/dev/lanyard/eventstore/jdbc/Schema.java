package dev.lanyard.eventstore.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Makes the tables of an empty store, brings one of the version before up to now, and refuses a
 * store of a version that it does not know.
 */
final class Schema {
  private static final int VERSION = 3;

  /** What version 3 has, and version 2 had not. */
  private static final String SEGMENTS =
      "CREATE TABLE segments (segment INTEGER PRIMARY KEY, root BLOB NOT NULL)";

  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
  private static final Pattern END = Pattern.compile(";\\s*\n");

  private Schema() {}

  /**
   * Leaves the store with today's tables.
   *
   * @throws SQLException if the store is of a version that is not known here
   */
  static void ensure(Connection writer, Dialect dialect) throws SQLException {
    if (exists(writer)) {
      upgrade(writer);
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

  private static void upgrade(Connection writer) throws SQLException {
    int version = version(writer);
    if (version == VERSION - 1) {
      try (Statement statement = writer.createStatement()) {
        statement.execute(SEGMENTS);
        statement.execute("UPDATE schema_version SET version = " + VERSION);
      }
      writer.commit();
    } else if (version != VERSION) {
      throw new SQLException("the store is not of version " + VERSION);
    }
  }

  private static int version(Connection writer) throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet row = statement.executeQuery("SELECT version FROM schema_version")) {
      return row.next() ? row.getInt(1) : 0;
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
