package dev.lanyard.eventstore.replay;

/** A row of the ledger is missing, or is not one that was ever written. */
public final class DamagedRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long position;

  /**
   * @param position where the event is, or would be
   * @param what is wrong, without payloads
   */
  public DamagedRow(long position, String what) {
    super(what);
    this.position = position;
  }

  /** Where the event is, or would be. */
  public long position() {
    return position;
  }
}
