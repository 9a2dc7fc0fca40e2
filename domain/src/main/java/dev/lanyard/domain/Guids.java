package dev.lanyard.domain;

import java.util.Arrays;
import java.util.UUID;

/**
 * Reads GUIDs strictly, in one pass: {@link UUID#fromString} also accepts shortened groups, and
 * would have to be followed by a second look.
 */
final class Guids {
  /** Characters of a GUID. */
  static final int LENGTH = 36;

  private static final byte[] DIGITS = new byte['f' + 1];

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (char c : "0123456789abcdefABCDEF".toCharArray()) {
      DIGITS[c] = (byte) Character.digit(c, 16);
    }
  }

  private Guids() {}

  static UUID parse(String field, String text) {
    return parse(field, "", text, 0, text.length());
  }

  /**
   * Reads a part of a text.
   *
   * @param suffix says, behind the field, which part; the two are joined for an error only
   */
  static UUID parse(String field, String suffix, String text, int from, int to) {
    if (to - from != LENGTH) {
      throw new MalformedValue(field + suffix, "must be a GUID of 36 characters");
    }
    long a = number(text, from, 8);
    long b = number(text, from + 9, 4);
    long c = number(text, from + 14, 4);
    long d = number(text, from + 19, 4);
    long e = number(text, from + 24, 12);
    if ((a | b | c | d | e) < 0 || !hasDashes(text, from)) {
      throw new MalformedValue(
          field + suffix, "must be a GUID such as 8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
    }
    return new UUID(a << 32 | b << 16 | c, d << 48 | e);
  }

  private static boolean hasDashes(String text, int from) {
    return text.charAt(from + 8) == '-'
        && text.charAt(from + 13) == '-'
        && text.charAt(from + 18) == '-'
        && text.charAt(from + 23) == '-';
  }

  /** The value of at most 12 hexadecimal digits; one that is none makes it negative for good. */
  private static long number(String text, int from, int count) {
    long value = 0;
    for (int at = from; at < from + count; at++) {
      char c = text.charAt(at);
      value = value << 4 | (c < DIGITS.length ? DIGITS[c] : -1);
    }
    return value;
  }
}
