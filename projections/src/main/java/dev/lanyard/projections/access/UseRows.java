package dev.lanyard.projections.access;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes when each principal got its last token, by each way and for each audience. */
final class UseRows {
  private final Names names;
  private final PreparedStatement upsert;

  UseRows(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.upsert =
        writer.prepareStatement(
            """
            INSERT INTO last_use VALUES (?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT DO UPDATE SET path = excluded.path, position = excluded.position,
              used_at = excluded.used_at, token_id = excluded.token_id, uses = uses + 1\
            """);
  }

  void add(AccessRecord at, TokenIssued issued) throws SQLException {
    upsert.setLong(1, names.of(issued.principal().toString()));
    upsert.setString(2, issued.through().map(ResourcePath::key).orElse(""));
    upsert.setLong(3, names.of(issued.audience()));
    upsert.setString(4, issued.through().map(ResourcePath::toString).orElse(null));
    upsert.setLong(5, at.position());
    upsert.setLong(6, Micros.of(at.committedAt()));
    upsert.setString(7, issued.tokenId());
    upsert.addBatch();
  }

  void flush() throws SQLException {
    upsert.executeBatch();
  }
}
