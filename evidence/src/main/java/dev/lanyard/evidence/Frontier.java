package dev.lanyard.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree that grows to the right, known by the roots of its complete subtrees, the largest
 * first: one for each bit of its size that is set. Not safe for use by several threads at once.
 */
public final class Frontier {
  private final List<Hash> subtrees;
  private long size;

  /** A tree without leaves. */
  public Frontier() {
    this.subtrees = new ArrayList<>();
  }

  /**
   * A tree known by its subtrees.
   *
   * @param size how many leaves it has
   * @param subtrees the roots of its complete subtrees, the largest first
   * @throws MalformedEvidence if they are not as many as a tree of that size has
   */
  public Frontier(long size, List<Hash> subtrees) {
    if (size < 0 || subtrees.size() != Long.bitCount(size)) {
      throw new MalformedEvidence("a tree of that size has another number of complete subtrees");
    }
    this.size = size;
    this.subtrees = new ArrayList<>(subtrees);
  }

  /**
   * The first leaves of a tree.
   *
   * @param size how many, from 0
   */
  public static Frontier of(HashReader reader, long size) {
    List<Hash> subtrees = new ArrayList<>();
    long begin = 0;
    for (long left = size; left > 0; left -= Long.highestOneBit(left)) {
      long width = Long.highestOneBit(left);
      int level = Long.numberOfTrailingZeros(width);
      subtrees.add(reader.subtree(level, begin >> level));
      begin += width;
    }
    return new Frontier(size, subtrees);
  }

  /**
   * Adds a leaf.
   *
   * @param leaf its hash ({@link TreeHashes#leaf})
   */
  public void append(Hash leaf) {
    Hash hash = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      hash = TreeHashes.node(subtrees.removeLast(), hash);
    }
    subtrees.add(hash);
    size++;
  }

  /** How many leaves it has. */
  public long size() {
    return size;
  }

  /** The roots of its complete subtrees, the largest first. */
  public List<Hash> subtrees() {
    return List.copyOf(subtrees);
  }

  /** The hash over all leaves. */
  public Hash root() {
    if (subtrees.isEmpty()) {
      return TreeHashes.EMPTY;
    }
    Hash hash = subtrees.getLast();
    for (Hash left : subtrees.reversed().subList(1, subtrees.size())) {
      hash = TreeHashes.node(left, hash);
    }
    return hash;
  }
}
