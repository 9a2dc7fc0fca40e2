package dev.lanyard.eventstore.jdbc;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, 2.1, over the envelopes in position order, kept as its frontier: the
 * roots of the complete subtrees, the smallest first. Appending costs about two hashes.
 */
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private final Sha256 sha = new Sha256();

  /**
   * The roots of the complete subtrees, largest first: one for each bit of the size that is set.
   */
  private final List<byte[]> frontier = new ArrayList<>();

  private long size;

  /** An empty tree. */
  MerkleTree() {}

  /**
   * The tree that {@link #frontier} described.
   *
   * @throws IllegalStateException if size and frontier do not fit each other
   */
  MerkleTree(long size, byte[] frontier) {
    if (frontier.length != Long.bitCount(size) * Sha256.BYTES) {
      throw new IllegalStateException("the stored tree head is damaged");
    }
    this.size = size;
    for (int at = 0; at < frontier.length; at += Sha256.BYTES) {
      byte[] hash = new byte[Sha256.BYTES];
      System.arraycopy(frontier, at, hash, 0, Sha256.BYTES);
      this.frontier.add(hash);
    }
  }

  /** The same tree, to append to beside this one. */
  MerkleTree copy() {
    return new MerkleTree(size, frontier());
  }

  void append(byte[] leaf) {
    appendSubtree(0, sha.of(LEAF, leaf));
  }

  /**
   * Appends a complete subtree by its root.
   *
   * @param level its height: it has two to this power of leaves
   * @throws IllegalArgumentException if the tree does not end where such a subtree can begin
   */
  void appendSubtree(int level, byte[] root) {
    if (size % (1L << level) != 0) {
      throw new IllegalArgumentException("no subtree of level " + level + " begins at " + size);
    }
    byte[] hash = root;
    for (long bits = size >> level; (bits & 1) == 1; bits >>= 1) {
      hash = sha.of(NODE, frontier.removeLast(), hash);
    }
    frontier.add(hash);
    size += 1L << level;
  }

  /** How many leaves it has. */
  long size() {
    return size;
  }

  /** The hash over all leaves; of nothing for an empty tree. */
  byte[] root() {
    if (frontier.isEmpty()) {
      return sha.of();
    }
    byte[] hash = frontier.getLast();
    for (int i = frontier.size() - 2; i >= 0; i--) {
      hash = sha.of(NODE, frontier.get(i), hash);
    }
    return hash;
  }

  /** The roots of the complete subtrees in one piece, largest first. */
  byte[] frontier() {
    byte[] all = new byte[frontier.size() * Sha256.BYTES];
    for (int i = 0; i < frontier.size(); i++) {
      System.arraycopy(frontier.get(i), 0, all, i * Sha256.BYTES, Sha256.BYTES);
    }
    return all;
  }

  @Override
  public String toString() {
    return size + ":" + HexFormat.of().formatHex(root());
  }
}
