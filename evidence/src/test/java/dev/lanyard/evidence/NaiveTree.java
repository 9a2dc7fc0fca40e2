package dev.lanyard.evidence;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * A second reading of RFC 6962, 2.1, written down as the text has it, over lists of leaves: slow,
 * and by nothing of what it is to check.
 */
public final class NaiveTree {
  private NaiveTree() {}

  /** MTH(D). */
  public static byte[] root(List<byte[]> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return sha256(new byte[0]);
    }
    if (n == 1) {
      return sha256(joined(new byte[] {0}, leaves.getFirst()));
    }
    int k = largestPowerBelow(n);
    return node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
  }

  /** The hash of the node over two others. */
  public static byte[] node(byte[] left, byte[] right) {
    return sha256(joined(new byte[] {1}, left, right));
  }

  /** PATH(m, D). */
  public static List<byte[]> path(int m, List<byte[]> leaves) {
    int n = leaves.size();
    List<byte[]> path = new ArrayList<>();
    if (n == 1) {
      return path;
    }
    int k = largestPowerBelow(n);
    if (m < k) {
      path.addAll(path(m, leaves.subList(0, k)));
      path.add(root(leaves.subList(k, n)));
    } else {
      path.addAll(path(m - k, leaves.subList(k, n)));
      path.add(root(leaves.subList(0, k)));
    }
    return path;
  }

  /** PROOF(m, D). */
  public static List<byte[]> proof(int m, List<byte[]> leaves) {
    return subproof(m, leaves, true);
  }

  private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean b) {
    int n = leaves.size();
    List<byte[]> proof = new ArrayList<>();
    if (m == n) {
      if (!b) {
        proof.add(root(leaves));
      }
      return proof;
    }
    int k = largestPowerBelow(n);
    if (m <= k) {
      proof.addAll(subproof(m, leaves.subList(0, k), b));
      proof.add(root(leaves.subList(k, n)));
    } else {
      proof.addAll(subproof(m - k, leaves.subList(k, n), false));
      proof.add(root(leaves.subList(0, k)));
    }
    return proof;
  }

  private static int largestPowerBelow(int n) {
    int k = 1;
    while (k * 2 < n) {
      k = k * 2;
    }
    return k;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
