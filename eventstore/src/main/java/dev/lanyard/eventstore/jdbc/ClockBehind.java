package dev.lanyard.eventstore.jdbc;

import java.time.Duration;

/** The clock is too far behind the ledger's last commit to say when something happened. */
public final class ClockBehind extends LedgerRefusal {
  private static final long serialVersionUID = 1L;

  ClockBehind(Duration lag) {
    super(
        "the clock is " + lag + " behind the last commit: nothing is appended until it is set",
        null);
  }
}
