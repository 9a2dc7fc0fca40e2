package dev.lanyard.tokens;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads single claims of a JWT; each method throws IllegalArgumentException for another type. */
final class ClaimValues {
  /** The year 9999 ends before it; beyond, a time is a slip or an attack. */
  private static final double SECONDS_MAX = 253_402_300_799.0;

  private ClaimValues() {}

  /** A text that is not empty. */
  static String text(@Nullable Object value) {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("not a text");
  }

  /** NumericDate of RFC 7519, section 2: seconds, and some clients send them with a fraction. */
  static Instant instant(@Nullable Object value) {
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= SECONDS_MAX) {
      return Instant.ofEpochMilli(Math.round(number.doubleValue() * 1000));
    }
    throw new IllegalArgumentException("not a time");
  }
}
