package dev.lanyard.eventstore.log;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A Merkle tree (RFC 6962, 2.1) at one size.
 *
 * @param size how many leaves it has: the position of the last
 * @param root the hash over them, 32 bytes; of nothing for an empty tree
 */
@SuppressWarnings("ArrayRecordComponent") // Copied, and compared by its bytes.
public record TreeHead(long size, byte[] root) {
  public TreeHead {
    root = root.clone();
  }

  @Override
  public byte[] root() {
    return root.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHead(var otherSize, var otherRoot)
        && size == otherSize
        && Arrays.equals(root, otherRoot);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(size) * 31 + Arrays.hashCode(root);
  }

  @Override
  public String toString() {
    return size + ":" + HexFormat.of().formatHex(root);
  }
}
