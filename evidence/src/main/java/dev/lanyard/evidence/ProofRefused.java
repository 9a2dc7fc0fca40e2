package dev.lanyard.evidence;

/** A Merkle proof that does not prove what it is for. */
public final class ProofRefused extends EvidenceRefused {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  /** Why a proof is none. */
  public enum Reason {
    /** There is no such leaf in a tree of that size. */
    INDEX_OUTSIDE_TREE("the leaf is outside of the tree"),
    /** A tree is consistent with a larger one only, and nothing is proven of an empty one. */
    SIZES_OUT_OF_ORDER("the sizes of the trees are out of order"),
    /** Hashes are missing. */
    TOO_SHORT("the proof is too short"),
    /** There are more hashes than the trees have levels. */
    TOO_LONG("the proof is too long"),
    /** The hashes lead to another root of the older tree. */
    OLD_ROOT_DIFFERS("the proof leads to another root of the older tree"),
    /** The hashes lead to another root. */
    ROOT_DIFFERS("the proof leads to another root");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  ProofRefused(Reason reason) {
    super(reason.text);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
