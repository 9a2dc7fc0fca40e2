package dev.lanyard.api.health;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.Inspection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Computes the ledger's tree anew from its rows, once after each start and beside the work, so that
 * damage to the disk is known before it spreads into backups.
 */
public final class LedgerInspection implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerInspection.class);

  private final EmbeddedLedger<Recorded> store;
  private final int phase;
  private volatile Optional<Inspection> found = Optional.empty();
  private volatile boolean running;

  /**
   * Makes an inspection; it begins once it is started.
   *
   * @param phase after which other parts it starts
   */
  public LedgerInspection(EmbeddedLedger<Recorded> store, int phase) {
    this.store = store;
    this.phase = phase;
  }

  /** What was found; empty while it is under way. */
  Optional<Inspection> found() {
    return found;
  }

  private void inspect() {
    try {
      var inspection = store.inspect();
      inspection.damage().ifPresent(damage -> LOG.error("The ledger is damaged: {}", damage));
      found = Optional.of(inspection);
    } catch (RuntimeException failure) {
      if (running) {
        LOG.warn("The ledger could not be inspected", failure);
      }
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().name("ledger-inspection").daemon().start(this::inspect);
  }

  /** An inspection under way ends with the ledger. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
