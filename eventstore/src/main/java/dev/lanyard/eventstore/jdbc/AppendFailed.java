package dev.lanyard.eventstore.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * The store could not write the append. Unless {@link #outcomeKnown} says otherwise, nothing of it
 * is in the ledger.
 */
public final class AppendFailed extends LedgerRefusal {
  private static final long serialVersionUID = 1L;

  private final boolean outcomeKnown;

  AppendFailed(String message, @Nullable Throwable cause) {
    this(message, cause, true);
  }

  private AppendFailed(String message, @Nullable Throwable cause, boolean outcomeKnown) {
    super(message, cause);
    this.outcomeKnown = outcomeKnown;
  }

  /** The ledger was closed before a commit of unknown outcome could be looked up. */
  static AppendFailed outcomeUnknown(Throwable cause) {
    return new AppendFailed("ended before the outcome of the commit was known", cause, false);
  }

  /** False where the ledger ended before it could find out whether the append is durable. */
  public boolean outcomeKnown() {
    return outcomeKnown;
  }
}
