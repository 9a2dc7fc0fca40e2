package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Recorded;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own suite for storage engines. */
class AxonEngineTest extends StorageEngineTestSuite<EventStorageEngine> {
  @TempDir static Path folder;
  private static @Nullable EmbeddedLedger<Recorded> ledger;

  @Override
  protected EventStorageEngine buildStorageEngine() {
    EmbeddedLedger<Recorded> opened =
        EmbeddedLedger.open(
            folder,
            TestLedger.KIND,
            Clock.systemUTC(),
            LedgerSettings.defaults(),
            LedgerMetrics.NONE);
    ledger = opened;
    return opened.engine();
  }

  @Override
  protected @Nullable ProcessingContext processingContext() {
    return null;
  }

  @AfterAll
  static void close() {
    if (ledger != null) {
      ledger.close();
    }
  }
}
