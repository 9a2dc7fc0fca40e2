package dev.lanyard.domain;

/** How a replay of the ledger for review ended. */
public enum ReplayOutcome {
  /** All that was checked is as it must be. */
  CLEAN("Clean"),
  /** Something is not; the report names it. */
  FINDINGS("Findings"),
  /** Somebody gave it up. */
  CANCELLED("Cancelled"),
  /** It could not go on; the report says why. */
  FAILED("Failed"),
  /** It left no report: the server stopped before it was over, or the report was not kept. */
  INTERRUPTED("Interrupted");

  private final String text;

  ReplayOutcome(String text) {
    this.text = text;
  }

  /** The text that is stored and told. */
  @Override
  public String toString() {
    return text;
  }
}
