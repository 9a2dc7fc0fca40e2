package dev.lanyard.api.audit;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.projections.Paging;
import java.util.Optional;

/** Reads positions and page sizes from text. */
final class Numbers {
  private static final int LIMIT_DEFAULT = 100;

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

  static Paging paging(Optional<String> limit, Optional<String> cursor) {
    long most =
        limit
            .filter(Numbers::isNumber)
            .map(Long::parseLong)
            .orElse(limit.isEmpty() ? LIMIT_DEFAULT : 0L);
    return new Paging(cursor, (int) Math.min(most, Integer.MAX_VALUE));
  }
}
