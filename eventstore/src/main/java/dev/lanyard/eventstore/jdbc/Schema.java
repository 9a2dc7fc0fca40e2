package dev.lanyard.eventstore.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Makes the tables of an empty store, brings one of an earlier version up to now, and refuses a
 * store of a version that it does not know.
 */
final class Schema {
  private static final int VERSION = 4;

  /** What each version has that the one before had not. */
  private static final Map<Integer, String> ADDED =
      Map.of(
          3,
          "CREATE TABLE segments (segment INTEGER PRIMARY KEY, root BLOB NOT NULL)",
          4,
          "CREATE TABLE erased (position INTEGER PRIMARY KEY, digest BLOB NOT NULL,"
              + " erased_by BIGINT NOT NULL)");

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
    if (version != VERSION && !ADDED.containsKey(version + 1)) {
      throw new SQLException("the store is not of version " + VERSION);
    }
    if (version < VERSION) {
      try (Statement statement = writer.createStatement()) {
        for (int next = version + 1; next <= VERSION; next++) {
          statement.execute(Objects.requireNonNull(ADDED.get(next)));
        }
        statement.execute("UPDATE schema_version SET version = " + VERSION);
      }
      writer.commit();
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
