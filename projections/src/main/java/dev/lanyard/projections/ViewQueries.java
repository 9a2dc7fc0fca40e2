package dev.lanyard.projections;

import dev.lanyard.projections.access.AccessQueries;
import dev.lanyard.projections.access.AccessView;
import dev.lanyard.projections.access.UseQueries;
import dev.lanyard.projections.access.UseView;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditTrail;
import dev.lanyard.projections.history.HistoryQueries;
import dev.lanyard.projections.history.HistoryView;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.DecisionView;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.DirectoryView;
import dev.lanyard.projections.state.EntitlementView;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.GenerationView;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.InventoryView;
import dev.lanyard.projections.state.RememberedEntitlements;
import dev.lanyard.projections.state.StateProjection;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.StateView;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.projections.state.WorkloadView;
import dev.lanyard.projections.store.Snapshots;

/** What can be asked of the views of one node. */
record ViewQueries(
    StateQueries state,
    InventoryQueries inventory,
    DirectoryQueries directory,
    Entitlements entitlements,
    AccessDecisions decisions,
    WorkloadQueries workloads,
    Generations generations,
    AuditQueries audit,
    HistoryQueries history,
    AccessQueries access,
    UseQueries uses) {

  /**
   * The questions to three views.
   *
   * @param projection that folds the state view, and tells of changes to what is remembered of it
   */
  static ViewQueries of(
      Snapshots state, StateProjection projection, Snapshots audit, Snapshots access) {
    Entitlements entitlements =
        new RememberedEntitlements(new EntitlementView(state), state, projection.rightsChanges());
    return new ViewQueries(
        new StateView(state),
        new InventoryView(state),
        new DirectoryView(state),
        entitlements,
        new DecisionView(state, entitlements),
        new WorkloadView(state, projection.workloadChanges()),
        new GenerationView(state, projection.workloadChanges()),
        new AuditTrail(audit),
        new HistoryView(state, audit),
        new AccessView(access),
        new UseView(access));
  }
}
