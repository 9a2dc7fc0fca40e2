package dev.lanyard.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The leaves of one tile (C2SP tlog-tiles, "Log entries"): each behind its length in 16 bits. */
public final class EntryBundle {
  private static final int LENGTH_BYTES = 2;
  private static final int LEAF_BYTES_MAX = 0xffff;

  private EntryBundle() {}

  /**
   * Writes leaves.
   *
   * @param leaves at most {@link TilePath#WIDTH}, each of at most 65,535 bytes
   */
  public static byte[] write(List<byte[]> leaves) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] leaf : leaves) {
      if (leaf.length > LEAF_BYTES_MAX) {
        throw new MalformedEvidence("a leaf is over 65,535 bytes");
      }
      out.write(leaf.length >>> 8);
      out.write(leaf.length);
      out.writeBytes(leaf);
    }
    return out.toByteArray();
  }

  /**
   * Reads leaves.
   *
   * @param width how many there are to be
   * @throws MalformedEvidence if there are fewer or more, or one is cut off
   */
  public static List<byte[]> parse(byte[] bundle, int width) {
    ByteBuffer in = ByteBuffer.wrap(bundle);
    List<byte[]> leaves = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      if (in.remaining() < LENGTH_BYTES) {
        throw new MalformedEvidence("a bundle has too few leaves");
      }
      int length = Short.toUnsignedInt(in.getShort());
      if (in.remaining() < length) {
        throw new MalformedEvidence("a leaf of a bundle is cut off");
      }
      byte[] leaf = new byte[length];
      in.get(leaf);
      leaves.add(leaf);
    }
    if (in.hasRemaining()) {
      throw new MalformedEvidence("a bundle has too many leaves");
    }
    return leaves;
  }
}
