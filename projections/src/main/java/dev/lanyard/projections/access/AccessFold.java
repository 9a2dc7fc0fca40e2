package dev.lanyard.projections.access;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.EventCodec.Encoded;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Names;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Adds one row for each record, and lets the rows of dropped segments go. When an identity was used
 * last stays known.
 */
final class AccessFold implements Projection.Fold<AccessRecord> {
  private static final int COLUMNS = 16;

  private final Names names;
  private final StoredRecords stored = new StoredRecords();
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement kept;
  private final UseRows uses;

  AccessFold(Connection writer) throws SQLException {
    this.names = new Names(writer);
    String marks = String.join(", ", Collections.nCopies(COLUMNS, "?"));
    this.insert = writer.prepareStatement("INSERT INTO record VALUES (" + marks + ")");
    this.delete = writer.prepareStatement("DELETE FROM record WHERE position < ?");
    this.kept = writer.prepareStatement("UPDATE kept SET first = ?");
    this.uses = new UseRows(writer, names);
  }

  @Override
  public void apply(List<AccessRecord> commit) throws SQLException {
    for (AccessRecord each : commit) {
      add(each);
      if (each.event() instanceof TokenIssued issued) {
        uses.add(each, issued);
      }
    }
  }

  private void add(AccessRecord each) throws SQLException {
    Facts facts = Facts.of(each.event());
    Encoded encoded = stored.encode(each);
    Optional<Circumstances> circumstances = facts.circumstances();
    insert.setLong(1, each.position());
    insert.setLong(2, each.commit());
    insert.setLong(3, Micros.of(each.committedAt()));
    insert.setBytes(4, bytes(each.eventId()));
    insert.setLong(5, names.of(encoded.name()));
    insert.setString(6, encoded.version());
    setName(7, facts.caller().map(Object::toString));
    insert.setString(8, facts.place().map(ResourcePath::key).orElse(null));
    setName(9, facts.operation());
    insert.setObject(10, facts.status().orElse(null));
    setName(11, facts.code());
    insert.setObject(12, circumstances.map(Circumstances::decidedAt).orElse(null));
    insert.setString(13, circumstances.flatMap(Circumstances::requestId).orElse(null));
    insert.setString(14, circumstances.flatMap(Circumstances::clientRequestId).orElse(null));
    insert.setBytes(15, encoded.payload());
    insert.setBytes(16, encoded.personal());
    insert.addBatch();
  }

  private void setName(int at, Optional<String> text) throws SQLException {
    if (text.isPresent()) {
      insert.setLong(at, names.of(text.get()));
    } else {
      insert.setObject(at, null);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public void forget(long firstPosition) throws SQLException {
    delete.setLong(1, firstPosition);
    delete.executeUpdate();
    kept.setLong(1, firstPosition);
    kept.executeUpdate();
  }

  @Override
  public void flush() throws SQLException {
    insert.executeBatch();
    uses.flush();
    names.flush();
  }
}
