package dev.lanyard.domain.federation;

import java.util.HashMap;
import java.util.Map;

/**
 * A text with wildcards: {@code *} stands for any run of characters, also none, and {@code ?} for
 * one, but neither for a separator, {@code :} or {@code /}. So {@code
 * repo:org/*:ref:refs/heads/main} is not met by a repository whose name brings separators along.
 * Case counts.
 *
 * <p>All readings of the pattern are followed at once, one bit for each place in it (R. Baeza-Yates
 * and G. Gonnet, "A new approach to text searching", CACM 35:10, 1992): each character of a text
 * costs the same, one step per 64 characters of the pattern, however many stars there are.
 *
 * @param text the pattern as it was written
 */
record WildcardPattern(String text) {

  /** Whether the whole of a text is as the pattern says. */
  boolean matches(String subject) {
    int words = text.length() / Long.SIZE + 1;
    long[] none = new long[words];
    long[] anyOne = new long[words];
    long[] anyRun = new long[words];
    Map<Integer, long[]> literals = new HashMap<>();
    int end = 0;
    for (int c : text.codePoints().toArray()) {
      switch (c) {
        case '*' -> set(anyRun, end);
        case '?' -> set(anyOne, end++);
        default -> set(literals.computeIfAbsent(c, _ -> new long[words]), end++);
      }
    }
    long[] reached = new long[words];
    set(reached, 0);
    for (int c : subject.codePoints().toArray()) {
      long[] literal = literals.getOrDefault(c, none);
      step(reached, literal, isSeparator(c) ? none : anyOne, isSeparator(c) ? none : anyRun);
    }
    return ((reached[end / Long.SIZE] >>> end) & 1) == 1;
  }

  /** One character: a place that it fits leads to the next one; a place with a star stays. */
  private static void step(long[] reached, long[] literal, long[] anyOne, long[] anyRun) {
    long carried = 0;
    for (int word = 0; word < reached.length; word++) {
      long moves = reached[word] & (literal[word] | anyOne[word]);
      reached[word] = (moves << 1) | carried | (reached[word] & anyRun[word]);
      carried = moves >>> (Long.SIZE - 1);
    }
  }

  private static boolean isSeparator(int c) {
    return c == ':' || c == '/';
  }

  private static void set(long[] bits, int at) {
    // A shift counts modulo 64 (JLS 15.19).
    bits[at / Long.SIZE] |= 1L << at;
  }
}
