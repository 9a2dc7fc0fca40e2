package dev.lanyard.evidence;

/** Numbers in text: decimal digits, without sign or leading zeroes, at most 2^63 - 1. */
final class Decimal {
  private static final int DIGITS_MAX = 19;

  private Decimal() {}

  /**
   * The number that a text is.
   *
   * @param what what the text should be, for the refusal
   * @throws MalformedEvidence if it is none, or in another form
   */
  static long parse(String what, String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX || !digits(text)) {
      throw new MalformedEvidence(what + " is not a decimal number");
    }
    if (text.length() > 1 && text.charAt(0) == '0') {
      throw new MalformedEvidence(what + " has leading zeroes");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedEvidence(what + " is too large");
    }
  }

  /** Whether it has ASCII digits only. */
  static boolean digits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
