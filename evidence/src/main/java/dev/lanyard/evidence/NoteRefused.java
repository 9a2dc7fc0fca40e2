package dev.lanyard.evidence;

/** A note that none of the keys asked for has signed, or that one of them has not signed so. */
public final class NoteRefused extends EvidenceRefused {
  private static final long serialVersionUID = 1;

  /**
   * Refuses it.
   *
   * @param what which key, and what is wrong with its signature
   */
  public NoteRefused(String what) {
    super(what);
  }
}
