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
   * Whether the pattern covers an action. Two cursors and one way back, to the last star: at most
   * one comparison for each pair of positions since that star, no recursion, and linear for
   * patterns of one star, which all built-in ones are.
   *
   * @param action an action without stars, in any case
   */
  public boolean matches(String action) {
    String wanted = text.toLowerCase(Locale.ROOT);
    String given = action.toLowerCase(Locale.ROOT);
    int p = 0;
    int a = 0;
    int star = -1;
    int resume = 0;
    while (a < given.length()) {
      if (p < wanted.length() && wanted.charAt(p) == '*') {
        star = p++;
        resume = a;
      } else if (p < wanted.length() && wanted.charAt(p) == given.charAt(a)) {
        p++;
        a++;
      } else if (star >= 0) {
        p = star + 1;
        a = ++resume;
      } else {
        return false;
      }
    }
    while (p < wanted.length() && wanted.charAt(p) == '*') {
      p++;
    }
    return p == wanted.length();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
