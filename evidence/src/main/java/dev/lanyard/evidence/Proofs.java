package dev.lanyard.evidence;

import dev.lanyard.evidence.ProofRefused.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Proofs over a Merkle tree: how they are made (RFC 6962, 2.1.1 and 2.1.2) and how they are checked
 * (RFC 9162, 2.1.3.2 and 2.1.4.2, which say it for the same trees).
 */
public final class Proofs {
  private Proofs() {}

  /**
   * The root of the tree of the first leaves.
   *
   * @param size how many leaves, from 0
   */
  public static Hash root(HashReader reader, long size) {
    requireSize(size);
    return size == 0 ? TreeHashes.EMPTY : range(reader, 0, size);
  }

  /**
   * The proof that a leaf is in the tree of the first leaves: from its sibling up to below the
   * root.
   *
   * @param index the leaf, from 0
   * @throws ProofRefused if the tree does not have it
   */
  public static List<Hash> inclusion(HashReader reader, long index, long size) {
    requireInside(index, size);
    List<Hash> proof = new ArrayList<>();
    path(reader, index, 0, size, proof);
    return List.copyOf(proof);
  }

  /**
   * The proof that a tree begins with an older one.
   *
   * @param oldSize from 1
   * @throws ProofRefused if the older one is empty or larger
   */
  public static List<Hash> consistency(HashReader reader, long oldSize, long newSize) {
    requireOrder(oldSize, newSize);
    List<Hash> proof = new ArrayList<>();
    if (oldSize < newSize) {
      subproof(reader, oldSize, 0, newSize, true, proof);
    }
    return List.copyOf(proof);
  }

  /**
   * Checks the proof that a leaf is in a tree.
   *
   * @param leaf the leaf's hash
   * @param index the leaf, from 0
   * @param size how many leaves the tree has
   * @throws ProofRefused if it does not prove that
   */
  public static void verifyInclusion(
      Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    requireInside(index, size);
    Climb climb = new Climb(index, size - 1);
    Hash hash = leaf;
    for (Hash step : proof) {
      hash = climb.stepsRight() ? TreeHashes.node(step, hash) : TreeHashes.node(hash, step);
      climb.up();
    }
    climb.requireTop();
    if (!hash.equals(root)) {
      throw new ProofRefused(Reason.ROOT_DIFFERS);
    }
  }

  /**
   * Checks the proof that a tree begins with an older one.
   *
   * @param oldSize from 1: an empty tree begins every other, and nothing is proven by that
   * @throws ProofRefused if it does not prove that
   */
  public static void verifyConsistency(
      long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
    requireOrder(oldSize, newSize);
    if (oldSize == newSize) {
      requireSame(oldRoot, newRoot, proof);
      return;
    }
    List<Hash> steps = new ArrayList<>(proof);
    if (Long.bitCount(oldSize) == 1) {
      steps.addFirst(oldRoot);
    } else if (proof.isEmpty()) {
      throw new ProofRefused(Reason.TOO_SHORT);
    }
    int shared = Long.numberOfTrailingZeros(oldSize);
    Climb climb = new Climb((oldSize - 1) >> shared, (newSize - 1) >> shared);
    Hash older = steps.getFirst();
    Hash newer = older;
    for (Hash step : steps.subList(1, steps.size())) {
      if (climb.stepsRight()) {
        older = TreeHashes.node(step, older);
        newer = TreeHashes.node(step, newer);
      } else {
        newer = TreeHashes.node(newer, step);
      }
      climb.up();
    }
    climb.requireTop();
    if (!older.equals(oldRoot)) {
      throw new ProofRefused(Reason.OLD_ROOT_DIFFERS);
    }
    if (!newer.equals(newRoot)) {
      throw new ProofRefused(Reason.ROOT_DIFFERS);
    }
  }

  /** MTH(D[begin:end]); the range begins where a subtree of its width can. */
  private static Hash range(HashReader reader, long begin, long end) {
    long width = end - begin;
    if (Long.bitCount(width) == 1) {
      int level = Long.numberOfTrailingZeros(width);
      return reader.subtree(level, begin >> level);
    }
    long middle = begin + split(width);
    return TreeHashes.node(range(reader, begin, middle), range(reader, middle, end));
  }

  /** PATH(index, D[begin:end]). */
  private static void path(HashReader reader, long index, long begin, long end, List<Hash> into) {
    if (end - begin == 1) {
      return;
    }
    long middle = begin + split(end - begin);
    if (index < middle) {
      path(reader, index, begin, middle, into);
      into.add(range(reader, middle, end));
    } else {
      path(reader, index, middle, end, into);
      into.add(range(reader, begin, middle));
    }
  }

  /** SUBPROOF(oldEnd - begin, D[begin:end], whole). */
  private static void subproof(
      HashReader reader, long oldEnd, long begin, long end, boolean whole, List<Hash> into) {
    if (oldEnd == end) {
      if (!whole) {
        into.add(range(reader, begin, end));
      }
      return;
    }
    long middle = begin + split(end - begin);
    if (oldEnd <= middle) {
      subproof(reader, oldEnd, begin, middle, whole, into);
      into.add(range(reader, middle, end));
    } else {
      subproof(reader, oldEnd, middle, end, false, into);
      into.add(range(reader, begin, middle));
    }
  }

  /** The largest power of two below the width. */
  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }

  private static void requireSame(Hash oldRoot, Hash newRoot, List<Hash> proof) {
    if (!proof.isEmpty()) {
      throw new ProofRefused(Reason.TOO_LONG);
    }
    if (!oldRoot.equals(newRoot)) {
      throw new ProofRefused(Reason.ROOT_DIFFERS);
    }
  }

  private static void requireSize(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree of negative size");
    }
  }

  private static void requireInside(long index, long size) {
    if (index < 0 || index >= size) {
      throw new ProofRefused(Reason.INDEX_OUTSIDE_TREE);
    }
  }

  private static void requireOrder(long oldSize, long newSize) {
    if (oldSize < 1 || oldSize > newSize) {
      throw new ProofRefused(Reason.SIZES_OUT_OF_ORDER);
    }
  }
}
