package dev.lanyard.evidence;

/**
 * A piece of evidence does not hold: it is not in its format, its signature is wrong, or its proof
 * proves something else. The message is one line for whoever checks it.
 */
public abstract sealed class EvidenceRefused extends RuntimeException
    permits MalformedEvidence, NoteRefused, ProofRefused {
  private static final long serialVersionUID = 1;

  EvidenceRefused(String what) {
    super(what, null, false, false);
  }

  /** What does not hold, in one line. */
  public final String what() {
    return String.valueOf(getMessage());
  }
}
