package dev.lanyard.projections.access;

import dev.lanyard.projections.store.Schema;
import java.util.List;
import java.util.Map;

/**
 * The tables of the access view. Kinds, callers, operations and codes are interned names; a place
 * is the key of a path, so that all below it is a range. The record itself is kept as the access
 * log's vocabulary writes it.
 */
final class AccessSchema {
  private static final int VERSION = 2;

  /**
   * {@code kept} has the first position that the view still holds. {@code last_use} outlives the
   * records that it was made from; where no resource asked, its place is empty.
   */
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE record (
            position INTEGER PRIMARY KEY, commit_position INTEGER NOT NULL,
            committed_at INTEGER NOT NULL, event_id BLOB NOT NULL, kind INTEGER NOT NULL,
            version TEXT NOT NULL, caller INTEGER, place TEXT, operation INTEGER, status INTEGER,
            code INTEGER, decided_at INTEGER, request_id TEXT, client_request_id TEXT,
            payload BLOB NOT NULL, personal BLOB NOT NULL)\
          """,
          "CREATE TABLE kept (one INTEGER PRIMARY KEY CHECK (one = 1), first INTEGER NOT NULL)",
          "INSERT INTO kept VALUES (1, 1)",
          """
          CREATE TABLE last_use (
            principal INTEGER NOT NULL, place TEXT NOT NULL, audience INTEGER NOT NULL, path TEXT,
            position INTEGER NOT NULL, used_at INTEGER NOT NULL, token_id TEXT NOT NULL,
            uses INTEGER NOT NULL, PRIMARY KEY (principal, place, audience)) WITHOUT ROWID\
          """);

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX record_caller ON record (caller, position)",
          "CREATE INDEX record_kind ON record (kind, position)",
          "CREATE INDEX record_place ON record (place, position)",
          "CREATE INDEX record_code ON record (code, position)",
          "CREATE INDEX record_committed_at ON record (committed_at)",
          "CREATE INDEX record_request ON record (request_id)",
          "CREATE INDEX record_client_request ON record (client_request_id)",
          "CREATE INDEX last_use_place ON last_use (place)");

  /**
   * Rows before what either file still holds are left out: a segment may have been dropped between
   * the one and the other. So are counts of uses, of which a rebuilt file knows the kept ones.
   */
  private static final Map<String, String> MEANINGS =
      Map.of(
          "record",
          """
          SELECT position, commit_position, committed_at, hex(event_id) AS event_id, version, place,
            status, decided_at, request_id, client_request_id, hex(payload) AS payload,
            hex(personal) AS personal, %s
          FROM %%s.record t
          WHERE position >= (SELECT max(a.first, b.first) FROM main.kept a, rebuilt.kept b)\
          """
              .formatted(names("kind", "caller", "operation", "code")),
          "last_use",
          """
          SELECT place, path, position, used_at, token_id, %s
          FROM %%s.last_use t
          WHERE position >= (SELECT max(a.first, b.first) FROM main.kept a, rebuilt.kept b)\
          """
              .formatted(names("principal", "audience")));

  private AccessSchema() {}

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
