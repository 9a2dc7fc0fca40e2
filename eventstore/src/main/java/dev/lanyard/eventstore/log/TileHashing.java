package dev.lanyard.eventstore.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes of RFC 6962, 2.1, with SHA-256; one instance a task. */
final class TileHashing {
  static final int BYTES = 32;
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest;

  TileHashing() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  byte[] leaf(byte[] leaf) {
    digest.update(LEAF);
    return digest.digest(leaf);
  }

  byte[] node(byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** Reads the root of a complete subtree by its height and place. */
  @FunctionalInterface
  interface Subtrees {
    byte[] root(int level, long index);
  }

  /** The root of a tree over so many leaves, from its complete subtrees; over none, of nothing. */
  byte[] root(long size, Subtrees subtrees) {
    if (size == 0) {
      return digest.digest();
    }
    int level = Long.numberOfTrailingZeros(size);
    long left = size - (1L << level);
    byte[] root = subtrees.root(level, left >>> level);
    while (left > 0) {
      level = Long.numberOfTrailingZeros(left);
      left -= 1L << level;
      root = node(subtrees.root(level, left >>> level), root);
    }
    return root;
  }

  /**
   * The root over neighbours of one level.
   *
   * @param hashes one after the other, a power of two of them
   */
  byte[] root(byte[] hashes) {
    byte[] level = hashes.clone();
    for (int count = hashes.length / BYTES; count > 1; count /= 2) {
      for (int at = 0; at < count / 2; at++) {
        digest.update(NODE);
        digest.update(level, 2 * at * BYTES, 2 * BYTES);
        System.arraycopy(digest.digest(), 0, level, at * BYTES, BYTES);
      }
    }
    return Arrays.copyOf(level, BYTES);
  }
}
