package dev.lanyard.projections.audit;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;

/** The audit trail and the cascade trees: one row an event, in a file of their own. */
public final class AuditProjection implements Projection<Recorded> {

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public Schema schema() {
    return AuditSchema.schema();
  }

  @Override
  public Fold<Recorded> open(Connection writer) throws SQLException {
    return new AuditFold(writer);
  }
}
