package dev.lanyard.api.audit;

import dev.lanyard.domain.MalformedValue;

/** Reads positions from text. */
final class Numbers {
  /** Fits a long whatever the digits are. */
  private static final int DIGITS_MAX = 18;

  private Numbers() {}

  static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= DIGITS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static long position(String field, String text) {
    if (!isNumber(text)) {
      throw new MalformedValue(field, "must be a position: a whole number of 1 to 18 digits");
    }
    return Long.parseLong(text);
  }
}
