package dev.lanyard.projections.invariant;

/** What must hold of a ledger at the end of each commit (DESIGN, "Commands, events, rules"). */
public enum Invariant {
  /** Positions and commits follow each other, and times never decrease. */
  CONTINUITY("No gap in positions and commits, and no time before an earlier one"),
  /** A resource has at most one system-assigned identity. */
  ONE_SYSTEM_IDENTITY("At most one system-assigned identity a resource"),
  /** What is attached, and what it is attached to, lives. */
  LIVE_ATTACHMENTS("No attachment of or to something that has ended"),
  /** Principal, role and scope of each grant live. */
  LIVE_GRANTS("No grant to a principal, of a role or at a scope that has ended"),
  /** What contains a thing lives as long as the thing, and nothing hangs on what has ended. */
  NO_ORPHANS("Nothing in, and no credential or lock on, something that has ended"),
  /** What a lock forbade was not done. */
  LOCKS_HONOURED("Nothing written or deleted under a lock that forbids it"),
  /** Grants end by expiry when their time has come, and none begins after it. */
  EXPIRY_HONOURED("No grant expired before its time, and none was given after it");

  private final String text;

  Invariant(String text) {
    this.text = text;
  }

  /** The rule in words. */
  public String text() {
    return text;
  }
}
