package dev.lanyard.projections.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each text (an id, a path) a number that stands for it in all other tables. Numbers are
 * handed out in the order in which the fold meets the texts; two files may number differently.
 */
public final class Names {
  private static final int CACHE_MAX = 65_536;

  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final Map<String, Long> fresh = new LinkedHashMap<>();
  private final Map<String, Long> cache = new LinkedHashMap<>(1_024, 0.75f, true);
  private long last;
  // While every name is in memory, one that is not is new, and the table need not be asked.
  private boolean complete;

  /** The names of a file. */
  public Names(Connection writer) throws SQLException {
    this.insert = writer.prepareStatement("INSERT INTO name (id, text) VALUES (?, ?)");
    this.select = writer.prepareStatement("SELECT id FROM name WHERE text = ?");
    load(writer);
  }

  private void load(Connection writer) throws SQLException {
    String sql = "SELECT id, text FROM name ORDER BY id DESC LIMIT " + CACHE_MAX;
    try (PreparedStatement statement = writer.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        last = Math.max(last, row.getLong(1));
        cache.put(row.getString(2), row.getLong(1));
      }
    }
    complete = cache.size() < CACHE_MAX;
  }

  /** The number of a text: a new one if the text is new. */
  public long of(String text) throws SQLException {
    Long known = cache.get(text);
    if (known == null) {
      known = fresh.get(text);
    }
    return known == null ? remember(text) : known;
  }

  private long remember(String text) throws SQLException {
    long id = complete ? 0 : stored(text);
    if (id == 0) {
      id = ++last;
      fresh.put(text, id);
    }
    cache.put(text, id);
    if (cache.size() > CACHE_MAX) {
      var eldest = cache.entrySet().iterator();
      eldest.next();
      eldest.remove();
      complete = false;
    }
    return id;
  }

  private long stored(String text) throws SQLException {
    select.setString(1, text);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Writes the new names. */
  public void flush() throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    for (var name : fresh.entrySet()) {
      insert.setLong(1, name.getValue());
      insert.setString(2, name.getKey());
      insert.addBatch();
    }
    insert.executeBatch();
    fresh.clear();
  }
}
