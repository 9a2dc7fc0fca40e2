package dev.lanyard.eventstore;

/**
 * What a command's authorisation rested on has changed, or has expired, before the decision: the
 * caller has to be checked again. Nothing was appended.
 */
public final class RelianceLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long head;

  /**
   * Tells up to where the ledger has been looked at.
   *
   * @param head a check as of this position, or a later one, knows of the change
   */
  public RelianceLost(long head) {
    super("what the caller's right rested on has changed", null, false, false);
    this.head = head;
  }

  /** A check as of this position, or a later one, knows of the change. */
  public long head() {
    return head;
  }
}
