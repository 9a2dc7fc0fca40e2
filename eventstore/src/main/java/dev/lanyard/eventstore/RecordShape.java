package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.EventMessage;

/**
 * Makes of what the storage engine holds the record that readers of one ledger get.
 *
 * @param <R> the record
 */
@FunctionalInterface
public interface RecordShape<R extends LedgerRecord> {

  /**
   * The record of a message.
   *
   * @param commit the last position of its commit
   * @param committedAt when the commit was made
   * @throws IllegalStateException if the message does not belong into this ledger: never skipped
   */
  R of(long position, long commit, Instant committedAt, UUID eventId, EventMessage message);
}
