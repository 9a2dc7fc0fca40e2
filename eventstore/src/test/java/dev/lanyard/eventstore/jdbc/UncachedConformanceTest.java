package dev.lanyard.eventstore.jdbc;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** The same with caches that keep nothing: the store alone has to answer. */
class UncachedConformanceTest extends LedgerConformance {
  @TempDir Path folder;

  @Override
  TestLedger open(int recentEvents) {
    return new TestLedger(
        folder, TestLedger.settings(1_000, 64 << 20, recentEvents, 0), Clock.systemUTC());
  }
}
