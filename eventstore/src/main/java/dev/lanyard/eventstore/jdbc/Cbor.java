package dev.lanyard.eventstore.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the few kinds of CBOR items that the envelope has, in the one deterministic way of RFC
 * 8949, 4.2.1: shortest lengths, definite sizes.
 */
final class Cbor {
  private static final int UNSIGNED = 0;
  private static final int BYTES = 2 << 5;
  private static final int TEXT = 3 << 5;
  private static final int ARRAY = 4 << 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  /** The head of an array of so many items, which follow. */
  Cbor array(int items) {
    return head(ARRAY, items);
  }

  /** A number from 0 up. */
  Cbor number(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number: " + value);
    }
    return head(UNSIGNED, value);
  }

  /** A byte string. */
  Cbor bytes(byte[] value) {
    head(BYTES, value.length).out.writeBytes(value);
    return this;
  }

  /** A text string. */
  Cbor text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    head(TEXT, utf8.length).out.writeBytes(utf8);
    return this;
  }

  /** What was written. */
  byte[] toBytes() {
    return out.toByteArray();
  }

  private Cbor head(int major, long argument) {
    if (argument < 24) {
      out.write(major | (int) argument);
    } else if (argument < 1L << 8) {
      out.write(major | 24);
      bigEndian(argument, 1);
    } else if (argument < 1L << 16) {
      out.write(major | 25);
      bigEndian(argument, 2);
    } else if (argument < 1L << 32) {
      out.write(major | 26);
      bigEndian(argument, 4);
    } else {
      out.write(major | 27);
      bigEndian(argument, 8);
    }
    return this;
  }

  private void bigEndian(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
  }
}
