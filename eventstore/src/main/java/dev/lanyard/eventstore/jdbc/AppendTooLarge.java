package dev.lanyard.eventstore.jdbc;

/** An event's payload or envelope, or the append as a whole, is over its limit. */
public final class AppendTooLarge extends LedgerRefusal {
  private static final long serialVersionUID = 1L;

  AppendTooLarge(String message) {
    super(message, null);
  }
}
