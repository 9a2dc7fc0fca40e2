package dev.lanyard.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.projections.access.AccessQueries;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.state.DirectoryQueries;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.StateQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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

  /** The trail, when it holds all. */
  public AuditQueries audit() {
    Awaitility.await().atMost(LIMIT).until(() -> views.audit().position() == ledger.head());
    return views.audit();
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

  @Override
  public void close() {
    views.close();
  }
}
