package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.jdbc.Places.Place;
import dev.lanyard.eventstore.jdbc.TagIndex.Range;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of the index of tags. */
final class TagRows {
  private static final String OF_TAG =
      " FROM tags WHERE tag = (SELECT id FROM tag_names WHERE name = ?)";

  private TagRows() {}

  /** Events of a tag, of any of these types (of all, if there are none), in no order. */
  static List<Place> select(Session session, String tag, List<String> types, Range range, int limit)
      throws SQLException {
    PreparedStatement select = session.prepare(sql(types.size()));
    int at = 1;
    select.setString(at++, tag);
    for (String type : types) {
      select.setString(at++, type);
    }
    select.setLong(at++, range.after());
    select.setLong(at++, range.upTo());
    select.setInt(at, limit);
    return places(select);
  }

  /** One text for each number of types, so that statements are prepared once. */
  private static String sql(int types) {
    String ofTypes = types == 0 ? "" : " AND type IN (?" + ", ?".repeat(types - 1) + ")";
    return "SELECT type, position"
        + OF_TAG
        + ofTypes
        + " AND position > ? AND position <= ? LIMIT ?";
  }

  /** So many events of a tag, wherever they are, in no order. */
  static List<Place> first(Session session, String tag, int count) throws SQLException {
    PreparedStatement select = session.prepare("SELECT type, position" + OF_TAG + " LIMIT ?");
    select.setString(1, tag);
    select.setInt(2, count);
    return places(select);
  }

  private static List<Place> places(PreparedStatement select) throws SQLException {
    List<Place> places = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        // Types are few: each is in memory once, however many places there are.
        places.add(new Place(rows.getString(1).intern(), rows.getLong(2)));
      }
    }
    return places;
  }

  /** Whether an event is found by a tag. */
  static boolean has(Session session, String tag, Place place) throws SQLException {
    PreparedStatement select =
        session.prepare("SELECT 1" + OF_TAG + " AND type = ? AND position = ?");
    select.setString(1, tag);
    select.setString(2, place.type());
    select.setLong(3, place.position());
    try (ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  /** How many rows there are up to a position. */
  static long count(Session session, long upTo) throws SQLException {
    PreparedStatement count = session.prepare("SELECT count(*) FROM tags WHERE position <= ?");
    count.setLong(1, upTo);
    try (ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
