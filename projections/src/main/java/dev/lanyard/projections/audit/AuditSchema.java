package dev.lanyard.projections.audit;

import dev.lanyard.projections.store.Schema;
import java.util.List;
import java.util.Map;

/**
 * The tables of the audit view; rows are only ever added, and only lose what was erased. Columns
 * that are not texts of their own hold interned names. What was before an event is not stored
 * again: it is what the event before it left of the same facet (subject, facet, other). The groups
 * of a caller are one name, ids with commas between: few sets of them cause many events.
 */
final class AuditSchema {
  private static final int VERSION = 5;

  /**
   * {@code cascade} holds only events that follow from another; {@code alias} by what else than
   * their ids principals are known.
   */
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE event (
            position INTEGER PRIMARY KEY, commit_position INTEGER NOT NULL,
            committed_at INTEGER NOT NULL, event_id BLOB NOT NULL, name INTEGER NOT NULL,
            subject INTEGER NOT NULL, facet INTEGER NOT NULL, other INTEGER NOT NULL,
            path INTEGER, in_group INTEGER, partial INTEGER NOT NULL, after TEXT,
            caller INTEGER NOT NULL, caller_groups INTEGER, on_behalf INTEGER, operation INTEGER NOT NULL,
            correlation BLOB NOT NULL, request_id TEXT, client_request_id TEXT, trace_id TEXT,
            source TEXT, reason TEXT)\
          """,
          """
          CREATE TABLE tag (
            position INTEGER NOT NULL, key INTEGER NOT NULL, name INTEGER NOT NULL,
            PRIMARY KEY (position, key, name)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE cascade (
            position INTEGER PRIMARY KEY, from_position INTEGER NOT NULL,
            root_position INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE alias (
            alias INTEGER NOT NULL, name INTEGER NOT NULL, from_commit INTEGER NOT NULL,
            PRIMARY KEY (alias, name)) WITHOUT ROWID\
          """);

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX event_facet ON event (subject, facet, other, position)",
          "CREATE INDEX event_caller ON event (caller, position)",
          "CREATE INDEX event_operation ON event (operation, position)",
          "CREATE INDEX event_group ON event (in_group, position)",
          "CREATE INDEX event_correlation ON event (correlation, position)",
          "CREATE INDEX event_committed_at ON event (committed_at)",
          "CREATE INDEX tag_name ON tag (name, key, position)");

  private static final Map<String, String> MEANINGS =
      Map.of(
          "event",
          """
          SELECT position, commit_position, committed_at, hex(event_id) AS event_id, partial, after,
            hex(correlation) AS correlation, request_id, client_request_id, trace_id, source,
            reason, %s
          FROM %%s.event t\
          """
              .formatted(
                  names(
                      "name",
                      "subject",
                      "facet",
                      "other",
                      "path",
                      "in_group",
                      "caller",
                      "caller_groups",
                      "on_behalf",
                      "operation")),
          "tag",
          "SELECT position, %s FROM %%s.tag t".formatted(names("key", "name")),
          "alias",
          "SELECT from_commit, %s FROM %%s.alias t".formatted(names("alias", "name")),
          "cascade",
          "SELECT position, from_position, root_position FROM %s.cascade");

  private AuditSchema() {}

  static Schema schema() {
    return new Schema(VERSION, TABLES, INDEXES, MEANINGS);
  }

  private static String names(String... ids) {
    StringBuilder columns = new StringBuilder();
    for (String id : ids) {
      columns
          .append(columns.isEmpty() ? "" : ", ")
          .append("(SELECT text FROM %%s.name n WHERE n.id = t.%s) AS %s_text".formatted(id, id));
    }
    return columns.toString();
  }
}
