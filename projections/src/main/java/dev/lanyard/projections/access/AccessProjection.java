package dev.lanyard.projections.access;

import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

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

  /** A record comes with every token, and a transaction costs more than the record's row. */
  @Override
  public Duration gathers() {
    return Duration.ofMillis(100);
  }

  @Override
  public Fold<AccessRecord> open(Connection writer) throws SQLException {
    return new AccessFold(writer);
  }
}
