package dev.lanyard.evidence;

/** A text or a run of bytes that is not in the one form that its format has. */
public final class MalformedEvidence extends EvidenceRefused {
  private static final long serialVersionUID = 1;

  /**
   * Refuses it.
   *
   * @param what which part, and what it should be; repeats nothing of the input, which is hostile
   */
  public MalformedEvidence(String what) {
    super(what);
  }
}
