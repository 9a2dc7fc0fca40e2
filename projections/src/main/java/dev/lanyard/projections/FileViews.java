package dev.lanyard.projections;

import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Commits;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.access.AccessProjection;
import dev.lanyard.projections.access.AccessQueries;
import dev.lanyard.projections.access.UseQueries;
import dev.lanyard.projections.audit.AuditProjection;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.history.HistoryQueries;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.StateProjection;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The views of one node, each a file in one folder and a thread that folds into it. */
final class FileViews implements Views {
  /** Rebuildings that are remembered; the oldest are forgotten. */
  private static final int REBUILDINGS_MAX = 100;

  private final Map<String, ProjectionRunner<?>> runners = new LinkedHashMap<>();
  private final ProjectionRunner<Recorded> stateRunner;
  private final ProjectionRunner<Recorded> auditRunner;
  private final ProjectionRunner<AccessRecord> accessRunner;
  private final ViewQueries queries;
  private final Map<UUID, Rebuilding<?>> rebuildings = new LinkedHashMap<>();

  FileViews(
      Ledger<Recorded> ledger, Ledger<AccessRecord> accessLog, Path folder, InstantSource clock)
      throws IOException, SQLException {
    Files.createDirectories(folder);
    StateProjection projection = new StateProjection();
    this.stateRunner = runner(ledger, projection, folder, clock);
    this.auditRunner = runner(ledger, new AuditProjection(), folder, clock);
    this.accessRunner = runner(accessLog, new AccessProjection(), folder, clock);
    this.queries =
        ViewQueries.of(stateRunner.view(), projection, auditRunner.view(), accessRunner.view());
    runners.put("state", stateRunner);
    runners.put("audit", auditRunner);
    runners.put("access", accessRunner);
    runners.values().forEach(ProjectionRunner::start);
  }

  private static <R extends LedgerRecord> ProjectionRunner<R> runner(
      Ledger<R> ledger, Projection<R> projection, Path folder, InstantSource clock)
      throws SQLException {
    LiveView view = LiveView.open(projection, folder, ledger.head());
    return new ProjectionRunner<>(ledger, projection, view, clock);
  }

  @Override
  public StateQueries state() {
    return queries.state();
  }

  @Override
  public InventoryQueries inventory() {
    return queries.inventory();
  }

  @Override
  public DirectoryQueries directory() {
    return queries.directory();
  }

  @Override
  public Entitlements entitlements() {
    return queries.entitlements();
  }

  @Override
  public AccessDecisions decisions() {
    return queries.decisions();
  }

  @Override
  public WorkloadQueries workloads() {
    return queries.workloads();
  }

  @Override
  public Generations generations() {
    return queries.generations();
  }

  @Override
  public AuditQueries audit() {
    return queries.audit();
  }

  @Override
  public HistoryQueries history() {
    return queries.history();
  }

  @Override
  public AccessQueries access() {
    return queries.access();
  }

  @Override
  public UseQueries uses() {
    return queries.uses();
  }

  @Override
  public boolean awaitState(long position, Duration timeout) throws InterruptedException {
    return stateRunner.await(position, timeout);
  }

  @Override
  public boolean awaitAudit(long position, Duration timeout) throws InterruptedException {
    return auditRunner.await(position, timeout);
  }

  @Override
  public boolean awaitAccess(long position, Duration timeout) throws InterruptedException {
    return accessRunner.await(position, timeout);
  }

  @Override
  public List<ViewStatus> status() {
    return runners.values().stream().map(ProjectionRunner::status).toList();
  }

  @Override
  public void restart(String view) {
    runnerOf(view).restart();
  }

  @Override
  public UUID rebuild(String view) {
    ProjectionRunner<?> runner = runnerOf(view);
    synchronized (rebuildings) {
      for (var known : rebuildings.entrySet()) {
        if (!known.getValue().isOver() && known.getValue().status().view().equals(view)) {
          return known.getKey();
        }
      }
      UUID id = UUID.randomUUID();
      Rebuilding<?> rebuilding = runner.rebuilding(id);
      rebuildings.put(id, rebuilding);
      if (rebuildings.size() > REBUILDINGS_MAX) {
        rebuildings.remove(rebuildings.keySet().iterator().next());
      }
      Thread.ofPlatform().daemon().name("rebuild-" + view).start(rebuilding);
      return id;
    }
  }

  @Override
  public Optional<RebuildStatus> rebuilding(UUID id) {
    synchronized (rebuildings) {
      return Optional.ofNullable(rebuildings.get(id)).map(Rebuilding::status);
    }
  }

  @Override
  public ViewReplay replay(String view, Commits<Recorded> source, Path folder) {
    ProjectionRunner<Recorded> runner =
        switch (view) {
          case "state" -> stateRunner;
          case "audit" -> auditRunner;
          default -> throw new IllegalArgumentException("no view of the lifecycle is " + view);
        };
    return ScratchView.open(source, runner, folder);
  }

  private ProjectionRunner<?> runnerOf(String view) {
    ProjectionRunner<?> runner = runners.get(view);
    if (runner == null) {
      throw new IllegalArgumentException("there is no view called " + view);
    }
    return runner;
  }

  @Override
  public void close() {
    synchronized (rebuildings) {
      rebuildings.values().forEach(Rebuilding::cancel);
    }
    for (ProjectionRunner<?> runner : runners.values()) {
      try {
        runner.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ViewUnavailable("interrupted while a view stops", e);
      } catch (Exception e) {
        throw new ViewUnavailable("a view cannot be closed", e);
      }
    }
  }
}
