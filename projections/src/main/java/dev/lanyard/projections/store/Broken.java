package dev.lanyard.projections.store;

/**
 * A fact could not be folded into a view: the view's rows are not what the ledger says they must
 * be, or the fact is one that cannot be. The view stops before it; nothing is skipped.
 */
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long position;

  /**
   * @param position of the fact
   * @param what is wrong, without payloads
   */
  public Broken(long position, String what) {
    super(what);
    this.position = position;
  }

  /** The position of the fact that could not be folded. */
  public long position() {
    return position;
  }
}
