package dev.lanyard.projections.state;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The state of everything, as of any commit (ADR 0004). One projection writes all its tables in one
 * transaction, so that no question mixes two moments.
 */
public final class StateProjection implements Projection<Recorded> {
  private final RightsChanges rightsChanges = new RightsChanges();
  private final WorkloadChanges workloadChanges = new WorkloadChanges();

  /** Tells of what it folds, into whichever file. */
  public RightsChanges rightsChanges() {
    return rightsChanges;
  }

  /** Tells likewise of what workloads prove themselves by, and may act as. */
  public WorkloadChanges workloadChanges() {
    return workloadChanges;
  }

  @Override
  public String name() {
    return "state";
  }

  @Override
  public Schema schema() {
    return StateSchema.schema();
  }

  @Override
  public Fold<Recorded> open(Connection writer) throws SQLException {
    return new StateFold(writer, rightsChanges, workloadChanges);
  }
}
