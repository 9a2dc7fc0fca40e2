package dev.lanyard.eventstore.jdbc;

/** The append's deadline passed before the writer took it up. */
public final class AppendExpired extends LedgerRefusal {
  private static final long serialVersionUID = 1L;

  AppendExpired() {
    super("the append waited past its deadline and was dropped unwritten", null);
  }
}
