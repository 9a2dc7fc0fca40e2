package dev.lanyard.api.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads instants as RFC 3339 writes them (section 5.6): years have four digits. */
public final class Rfc3339 {
  private static final int LENGTH_MAX = 40;

  private Rfc3339() {}

  /** The instant that a query parameter says: a {@code +} that was not encoded is a space there. */
  public static Optional<Instant> ofQuery(String text) {
    return read(text.replace(' ', '+'));
  }

  /** The instant that a text says; empty if it says none. */
  public static Optional<Instant> read(String text) {
    // Java reads signed years of nine digits too, which no store of microseconds holds.
    if (text.isEmpty() || text.length() > LENGTH_MAX || !isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isDigit(char first) {
    return first >= '0' && first <= '9';
  }
}
