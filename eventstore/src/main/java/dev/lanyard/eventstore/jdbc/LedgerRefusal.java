package dev.lanyard.eventstore.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * Why the ledger did not append, other than a lost race (which is Axon's {@code
 * AppendEventsTransactionRejectedException}). Unless a subclass says otherwise, nothing was
 * written.
 */
public abstract sealed class LedgerRefusal extends RuntimeException
    permits AppendFailed, AppendTooLarge, ClockBehind, LedgerBusy, LedgerFull {
  private static final long serialVersionUID = 1L;

  LedgerRefusal(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
