package dev.lanyard.eventstore.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The rows of one batch of events, and of their tags: gathered, then written together. */
final class EventInserts {
  private static final String INSERT_EVENT =
      "INSERT INTO events (position, commit_position, committed_at, event_id, name, version, tags,"
          + " payload, metadata, personal, salts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String INSERT_TAG =
      "INSERT INTO tags (tag, type, position) VALUES (?, ?, ?)";

  private final TagNames tagNames;
  private final PreparedStatement events;
  private final PreparedStatement tags;

  EventInserts(Session session, TagNames tagNames) throws SQLException {
    this.tagNames = tagNames;
    this.events = session.prepare(INSERT_EVENT);
    this.tags = session.prepare(INSERT_TAG);
  }

  /** An event at its place; the stamp is in microseconds since 1970. */
  void add(PreparedEvent event, long position, long commit, long stamp) throws SQLException {
    events.setLong(1, position);
    events.setLong(2, commit);
    events.setLong(3, stamp);
    events.setBytes(4, Leaf.bytes(event.eventId()));
    events.setString(5, event.encoded().name());
    events.setString(6, event.encoded().version());
    events.setString(7, StoredTags.join(event.tagTexts()));
    events.setBytes(8, event.encoded().payload());
    events.setBytes(9, event.encoded().metadata());
    events.setBytes(10, event.encoded().personal());
    events.setBytes(11, event.salts());
    events.addBatch();
    for (String tag : event.tagTexts()) {
      tags.setLong(1, tagNames.number(tag));
      tags.setString(2, event.type().name());
      tags.setLong(3, position);
      tags.addBatch();
    }
  }

  /** Writes what was gathered. */
  void write() throws SQLException {
    events.executeBatch();
    tags.executeBatch();
  }
}
