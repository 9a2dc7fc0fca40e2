package dev.lanyard.projections.access;

import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;

/** The records of the access log by what questions select: one row a record. */
public final class AccessProjection implements Projection<AccessRecord> {

  @Override
  public String name() {
    return "access";
  }

  @Override
  public Schema schema() {
    return AccessSchema.schema();
  }

  @Override
  public Fold<AccessRecord> open(Connection writer) throws SQLException {
    return new AccessFold(writer);
  }
}
