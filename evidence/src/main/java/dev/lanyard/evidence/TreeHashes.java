package dev.lanyard.evidence;

/** The hashes of a Merkle tree as RFC 6962, 2.1, has them. */
public final class TreeHashes {
  /** The root of a tree without leaves: the hash of nothing. */
  public static final Hash EMPTY = Hash.sha256();

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private TreeHashes() {}

  /** The hash of a leaf with these bytes. */
  public static Hash leaf(byte[] leaf) {
    return Hash.sha256(LEAF, leaf);
  }

  /** The hash of the node over two others. */
  public static Hash node(Hash left, Hash right) {
    return Hash.node(NODE, left, right);
  }
}
