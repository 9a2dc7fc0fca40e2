package dev.lanyard.eventstore.jdbc;

/** The store has no room left; appends succeed again once there is some. */
public final class LedgerFull extends LedgerRefusal {
  private static final long serialVersionUID = 1L;

  LedgerFull(Throwable cause) {
    super("the ledger has no room left: nothing was written", cause);
  }

  /** There is room, but not for this. */
  LedgerFull(String message) {
    super(message, null);
  }
}
