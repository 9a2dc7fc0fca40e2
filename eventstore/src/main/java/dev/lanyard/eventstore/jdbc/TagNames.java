package dev.lanyard.eventstore.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The numbers that stand for tags in the index: a tag is long, and is in as many rows as it has
 * events. A number that was given out and not committed must not be used again: this ends with the
 * session that it writes through.
 */
final class TagNames {
  /** Numbers kept in memory: about 20 MiB. */
  private static final int KEPT = 65_536;

  private final Session session;
  private final Cache<String, Long> kept =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(KEPT).build();

  TagNames(Session session) {
    this.session = session;
  }

  /** The number of a tag, which is given one if it has none. */
  long number(String tag) throws SQLException {
    Long known = kept.getIfPresent(tag);
    if (known == null) {
      known = stored(tag);
      kept.put(tag, known);
    }
    return known;
  }

  private long stored(String tag) throws SQLException {
    PreparedStatement select = session.prepare("SELECT id FROM tag_names WHERE name = ?");
    select.setString(1, tag);
    try (ResultSet row = select.executeQuery()) {
      if (row.next()) {
        return row.getLong(1);
      }
    }
    PreparedStatement insert =
        session.prepare("INSERT INTO tag_names (name) VALUES (?) RETURNING id");
    insert.setString(1, tag);
    try (ResultSet row = insert.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
