package dev.lanyard.eventstore;

import dev.lanyard.domain.access.AccessEvent;
import java.util.concurrent.CompletableFuture;

/**
 * The second ledger: what was attempted (DESIGN, "Two logs"). No authenticated caller is answered
 * before its record is durable.
 */
public interface AccessLog {

  /**
   * Records a fact.
   *
   * @return completes with its position once it is durable, off the writer's thread. It fails with
   *     a {@link dev.lanyard.eventstore.jdbc.LedgerRefusal} where the log cannot take it: its
   *     caller is then told 503
   */
  CompletableFuture<Long> record(AccessEvent event);
}
