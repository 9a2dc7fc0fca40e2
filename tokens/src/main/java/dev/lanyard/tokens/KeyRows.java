package dev.lanyard.tokens;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of the key store. They are sealed above this class: without the master key one reads
 * kinds, ids and times, and nothing else.
 */
final class KeyRows implements AutoCloseable {
  private static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS entry (
            kind TEXT NOT NULL, id TEXT NOT NULL, sealed BLOB NOT NULL, created_at INTEGER NOT NULL,
            PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID""",
          """
          CREATE TABLE IF NOT EXISTS used_assertion (
            client TEXT NOT NULL, digest BLOB NOT NULL, expires_at INTEGER NOT NULL,
            PRIMARY KEY (client, digest)) STRICT, WITHOUT ROWID""",
          "CREATE INDEX IF NOT EXISTS used_assertion_end ON used_assertion (expires_at)");

  private final KeyFile file;

  private KeyRows(KeyFile file) {
    this.file = file;
  }

  /** Opens the file, or makes it with empty tables. */
  static KeyRows open(Path file) {
    return new KeyRows(KeyFile.open(file, SCHEMA));
  }

  /** Puts a row, in the place of one with the same id. */
  void put(KeyKind kind, String id, byte[] sealed, Instant now) {
    file.write(connection -> insert(connection, "REPLACE", kind, id, sealed, now));
  }

  /** Puts a row unless one with the same id is there; tells whether it did. */
  boolean add(KeyKind kind, String id, byte[] sealed, Instant now) {
    return file.write(connection -> insert(connection, "IGNORE", kind, id, sealed, now)) == 1;
  }

  private static int insert(
      Connection connection, String otherwise, KeyKind kind, String id, byte[] sealed, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT OR %s INTO entry (kind, id, sealed, created_at) VALUES (?, ?, ?, ?)"
                .formatted(otherwise))) {
      insert.setString(1, kind.stored());
      insert.setString(2, id);
      insert.setBytes(3, sealed);
      insert.setLong(4, now.toEpochMilli());
      return insert.executeUpdate();
    }
  }

  /** The sealed bytes of a row. */
  Optional<byte[]> get(KeyKind kind, String id) {
    return file.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT sealed FROM entry WHERE kind = ? AND id = ?")) {
            select.setString(1, kind.stored());
            select.setString(2, id);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
          }
        });
  }

  /** Removes a row; one that is not there is no error. */
  void delete(KeyKind kind, String id) {
    file.write(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM entry WHERE kind = ? AND id = ?")) {
            delete.setString(1, kind.stored());
            delete.setString(2, id);
            return delete.executeUpdate();
          }
        });
  }

  /** The ids of all rows of a kind, in their order as text. */
  List<String> ids(KeyKind kind) {
    return file.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT id FROM entry WHERE kind = ? ORDER BY id")) {
            select.setString(1, kind.stored());
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                ids.add(rows.getString(1));
              }
            }
            return ids;
          }
        });
  }

  /**
   * Notes that an assertion was used, once: false if it was noted before. The primary key decides,
   * so that of two nodes that see it at once one is refused.
   */
  boolean use(String client, byte[] digest, Instant expiresAt, Instant now) {
    return file.write(
            connection -> {
              try (PreparedStatement sweep =
                      connection.prepareStatement(
                          "DELETE FROM used_assertion WHERE expires_at < ?");
                  PreparedStatement insert =
                      connection.prepareStatement(
                          "INSERT OR IGNORE INTO used_assertion VALUES (?, ?, ?)")) {
                sweep.setLong(1, now.toEpochMilli());
                sweep.executeUpdate();
                insert.setString(1, client);
                insert.setBytes(2, digest);
                insert.setLong(3, expiresAt.toEpochMilli());
                return insert.executeUpdate();
              }
            })
        == 1;
  }

  @Override
  public void close() {
    file.close();
  }
}
