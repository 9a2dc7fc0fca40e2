package dev.lanyard.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.projections.access.AccessQueries;
import dev.lanyard.projections.access.UseQueries;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.history.HistoryQueries;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Views over a ledger in memory, caught up before each question. */
public final class ViewsFixture implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  public final FakeLedger ledger = new FakeLedger();
  public final FakeAccessLedger access;
  private final Views views;

  public ViewsFixture(Path folder) {
    this(folder, new FakeAccessLedger());
  }

  /** Views that also follow this access log. */
  public ViewsFixture(Path folder, FakeAccessLedger access) {
    this.access = access;
    this.views = Views.open(ledger, access, folder, InstantSource.fixed(FakeLedger.START));
  }

  /** The state, when it holds all. */
  public StateQueries state() {
    try {
      assertThat(views.awaitState(ledger.head(), LIMIT)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return views.state();
  }

  /** What there is, when the state holds all. */
  public InventoryQueries inventory() {
    state();
    return views.inventory();
  }

  /** The directory, when the state holds all. */
  public DirectoryQueries directory() {
    state();
    return views.directory();
  }

  /** Who may what, when the view holds all. */
  public Entitlements entitlements() {
    state();
    return views.entitlements();
  }

  /** Who may what and why, when the view holds all. */
  public AccessDecisions decisions() {
    state();
    return views.decisions();
  }

  /** What workloads are, when the view holds all. */
  public WorkloadQueries workloads() {
    state();
    return views.workloads();
  }

  /** Which tokens are good, when the view holds all. */
  public Generations generations() {
    state();
    return views.generations();
  }

  /** Rebuilds a view, and tells how that ended. */
  public RebuildStatus rebuilt(String view) {
    UUID id = views.rebuild(view);
    return Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> views.rebuilding(id).orElseThrow(),
            status ->
                status.state() == RebuildStatus.State.DONE
                    || status.state() == RebuildStatus.State.FAILED);
  }

  /** The trail, when it holds all. */
  public AuditQueries audit() {
    Awaitility.await().atMost(LIMIT).until(() -> views.audit().position() == ledger.head());
    return views.audit();
  }

  /** What was, when the state and the trail hold all. */
  public HistoryQueries history() {
    state();
    audit();
    return views.history();
  }

  /** The records of attempts, when the view holds all. */
  public AccessQueries access() {
    try {
      assertThat(views.awaitAccess(access.head(), LIMIT)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return views.access();
  }

  /** When identities were used last, when the view holds all. */
  public UseQueries uses() {
    access();
    return views.uses();
  }

  @Override
  public void close() {
    views.close();
  }
}
