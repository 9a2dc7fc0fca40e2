package dev.lanyard.domain;

import java.util.Locale;

/**
 * A pattern of a role's actions, such as {@code Microsoft.Compute/*}{@code /read}: {@code *} stands
 * for any run of characters, also across slashes, and case does not count (CONTRACT 4.3,
 * "Evaluation"). Kept in the case it was written with.
 *
 * @param text 1 to 512 characters: letters, digits, and {@code ./*-_}
 */
public record ActionPattern(String text) {
  /** Longest pattern, in characters. */
  public static final int LENGTH_MAX = 512;

  public ActionPattern {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      throw new MalformedValue("permissions", "has an action of none or over 512 characters");
    }
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!ResourcePath.isLetterOrDigit(c) && "./*-_".indexOf(c) < 0) {
        throw new MalformedValue(
            "permissions", "has an action with characters other than letters, digits and ./*-_");
      }
    }
  }

  /**
   * Whether the pattern covers an action; linear in the length of both together.
   *
   * @param action an action without stars, in any case
   */
  public boolean matches(String action) {
    return covers(text.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }

  /**
   * The literals before the first star and after the last one are fixed to the ends of the action.
   * Those between are looked for from left to right, each as early as it can be: whatever a later
   * place would leave for the rest, the earliest leaves too, so that nothing is ever tried twice.
   */
  static boolean covers(CharSequence pattern, CharSequence action) {
    int first = nextStar(pattern, 0);
    if (first == pattern.length()) {
      return pattern.length() == action.length() && isAt(0, action, pattern);
    }
    int last = lastStar(pattern);
    CharSequence suffix = pattern.subSequence(last + 1, pattern.length());
    int end = action.length() - suffix.length();
    if (end < first
        || !isAt(0, action, pattern.subSequence(0, first))
        || !isAt(end, action, suffix)) {
      return false;
    }
    int at = first;
    for (int from = first + 1; from < last && at >= 0; ) {
      int to = nextStar(pattern, from);
      at = endOfNext(pattern.subSequence(from, to), action, at, end);
      from = to + 1;
    }
    return at >= 0;
  }

  private static int nextStar(CharSequence pattern, int from) {
    int at = from;
    while (at < pattern.length() && pattern.charAt(at) != '*') {
      at++;
    }
    return at;
  }

  private static int lastStar(CharSequence pattern) {
    int at = pattern.length() - 1;
    while (pattern.charAt(at) != '*') {
      at--;
    }
    return at;
  }

  private static boolean isAt(int from, CharSequence action, CharSequence literal) {
    for (int at = 0; at < literal.length(); at++) {
      if (action.charAt(from + at) != literal.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where the first occurrence of a literal in {@code action[from, end)} ends, or -1. Knuth, Morris
   * and Pratt, "Fast pattern matching in strings" (SIAM J. Comput. 6, 1977): never steps back.
   */
  private static int endOfNext(CharSequence literal, CharSequence action, int from, int end) {
    int[] borders = borders(literal);
    int matched = 0;
    int at = from;
    while (matched < literal.length() && at < end) {
      matched = grow(matched, literal, borders, action.charAt(at));
      at++;
    }
    return matched == literal.length() ? at : -1;
  }

  /** For each length, the longest proper prefix that also ends the prefix of that length. */
  private static int[] borders(CharSequence literal) {
    int[] borders = new int[literal.length() + 1];
    for (int length = 2; length <= literal.length(); length++) {
      borders[length] = grow(borders[length - 1], literal, borders, literal.charAt(length - 1));
    }
    return borders;
  }

  /** How much of the literal ends here, after one more character. */
  private static int grow(int matched, CharSequence literal, int[] borders, char next) {
    int left = matched;
    while (left > 0 && literal.charAt(left) != next) {
      left = borders[left];
    }
    return literal.charAt(left) == next ? left + 1 : 0;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
