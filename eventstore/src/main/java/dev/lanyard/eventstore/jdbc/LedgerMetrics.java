package dev.lanyard.eventstore.jdbc;

import java.time.Duration;

/** Hears what the ledger does, on its own threads: implementations must not block. */
public interface LedgerMetrics {
  /** Hears nothing. */
  LedgerMetrics NONE = new LedgerMetrics() {};

  /** A batch became durable: so many appends and events, in so much time for all of them. */
  default void batchWritten(int appends, int events, Duration writing) {}

  /** An append was answered, so long after it had been queued; durable or not. */
  default void appendAnswered(Duration sinceQueued, boolean durable) {}
}
