package dev.lanyard.evidence;

import java.nio.ByteBuffer;

/**
 * Reads the few kinds of CBOR items that an envelope has, and only in the deterministic form of RFC
 * 8949, 4.2.1: the shortest heads, definite lengths.
 */
final class CborReader {
  private static final int NUMBER = 0;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;

  /** Values of five bits from here on say in how many bytes the argument follows. */
  private static final int FOLLOWS = 24;

  private final ByteBuffer in;

  CborReader(ByteBuffer in) {
    this.in = in;
  }

  /** The head of an array: how many items follow. */
  long array() {
    return head(ARRAY);
  }

  /** An unsigned number of at most 63 bits. */
  long number() {
    return head(NUMBER);
  }

  /** A byte string. */
  byte[] bytes() {
    return string(BYTES);
  }

  /** A text string. */
  String text() {
    return Utf8.decode("a text of an envelope", string(TEXT));
  }

  /** Says that nothing follows. */
  void requireEnd() {
    if (in.hasRemaining()) {
      throw new MalformedEvidence("bytes follow an envelope");
    }
  }

  private byte[] string(int major) {
    long length = head(major);
    if (length > in.remaining()) {
      throw new MalformedEvidence("an envelope is cut off");
    }
    byte[] string = new byte[(int) length];
    in.get(string);
    return string;
  }

  private long head(int major) {
    int first = next();
    if (first >> 5 != major) {
      throw new MalformedEvidence("a field of an envelope is of another kind");
    }
    int value = first & 0x1f;
    if (value < FOLLOWS) {
      return value;
    }
    int power = value - FOLLOWS;
    if (power > 3) {
      throw new MalformedEvidence("a field of an envelope has no definite length");
    }
    long argument = 0;
    for (int i = 0; i < 1 << power; i++) {
      argument = argument << 8 | next();
    }
    if (argument < shortestMin(power)) {
      throw new MalformedEvidence("a field of an envelope is not in its shortest form");
    }
    return argument;
  }

  /** The least argument that needs 2^power bytes. One of 64 bits is read as negative: too large. */
  private static long shortestMin(int power) {
    return power == 0 ? FOLLOWS : 1L << (4 << power);
  }

  private int next() {
    if (!in.hasRemaining()) {
      throw new MalformedEvidence("an envelope is cut off");
    }
    return Byte.toUnsignedInt(in.get());
  }
}
