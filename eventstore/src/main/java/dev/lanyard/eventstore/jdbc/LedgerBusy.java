package dev.lanyard.eventstore.jdbc;

/** More is waiting to be written or read than the bounds allow; the same may succeed later. */
public final class LedgerBusy extends LedgerRefusal {
  private static final long serialVersionUID = 1L;

  LedgerBusy(String message) {
    super(message, null);
  }
}
