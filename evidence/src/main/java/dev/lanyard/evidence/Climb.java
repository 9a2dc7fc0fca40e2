package dev.lanyard.evidence;

import dev.lanyard.evidence.ProofRefused.Reason;

/**
 * The way up a tree that a proof takes: the place of the node that it has arrived at, and that of
 * the last node of the same level ({@code fn} and {@code sn} of RFC 9162, 2.1.3.2).
 */
final class Climb {
  private long node;
  private long last;

  Climb(long node, long last) {
    this.node = node;
    this.last = last;
  }

  /**
   * Whether the next hash of the proof stands to the left of this node.
   *
   * @throws ProofRefused if there is nothing above this node
   */
  boolean stepsRight() {
    if (last == 0) {
      throw new ProofRefused(Reason.TOO_LONG);
    }
    return (node & 1) == 1 || node == last;
  }

  /** Goes to the node over this one and the next hash. A last node without sibling goes further. */
  void up() {
    if (node == last) {
      int lonely = Long.numberOfTrailingZeros(node);
      node >>= lonely;
      last >>= lonely;
    }
    node >>= 1;
    last >>= 1;
  }

  /**
   * Says that the proof ends here.
   *
   * @throws ProofRefused if this node is not the root
   */
  void requireTop() {
    if (last != 0) {
      throw new ProofRefused(Reason.TOO_SHORT);
    }
  }
}
