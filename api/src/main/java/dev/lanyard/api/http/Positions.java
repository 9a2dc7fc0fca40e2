package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import java.time.Instant;

/** Reads positions from text, and the instants that stand in their place. */
public final class Positions {
  /** Fits a long whatever the digits are. */
  private static final int DIGITS_MAX = 18;

  private Positions() {}

  /** Whether a text is a position; whether there is an event at it is another question. */
  public static boolean isPosition(String text) {
    return !text.isEmpty()
        && text.length() <= DIGITS_MAX
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * The position that a text says; 0 is before the first event.
   *
   * @param field where the text stands
   * @throws MalformedValue if it says none; names the field
   */
  public static long require(String field, String text) {
    if (!isPosition(text)) {
      throw new MalformedValue(field, "must be a position: a whole number of 1 to 18 digits");
    }
    return Long.parseLong(text);
  }

  /**
   * The instant that a text says where a position might stand as well.
   *
   * @param field where the text stands
   * @throws MalformedValue if it says none; names the field
   */
  public static Instant instant(String field, String text) {
    return Rfc3339.ofQuery(text)
        .orElseThrow(() -> new MalformedValue(field, "must be a position or an RFC 3339 instant"));
  }

  /** The refusal of a position that has not been given out yet. */
  public static ProblemException beyondHead(String field) {
    return Problem.of(400, "PositionNotReached", field + " lies beyond the head.")
        .at(field)
        .exception();
  }
}
