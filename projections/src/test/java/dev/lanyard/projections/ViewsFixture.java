package dev.lanyard.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.state.StateQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.awaitility.Awaitility;

/** Views over a ledger in memory, caught up before each question. */
public final class ViewsFixture implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  public final FakeLedger ledger = new FakeLedger();
  private final Views views;

  public ViewsFixture(Path folder) {
    this.views = Views.open(ledger, folder, InstantSource.fixed(FakeLedger.START));
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

  /** The trail, when it holds all. */
  public AuditQueries audit() {
    Awaitility.await().atMost(LIMIT).until(() -> views.audit().position() == ledger.head());
    return views.audit();
  }

  @Override
  public void close() {
    views.close();
  }
}
