package dev.lanyard.api.start;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * How much the access log may keep, and for how long, by environment variables.
 *
 * @param bytesMax its disk budget in bytes ({@code LANYARD_ACCESS_BYTES_MAX}, default 4 GiB, 1 MiB
 *     at least); beyond it nothing is recorded
 * @param retention how old a record becomes at least before it goes ({@code
 *     LANYARD_ACCESS_RETENTION}, an ISO 8601 duration of a day or more, default 90 days)
 */
public record AccessSettings(long bytesMax, Duration retention) {
  static final String BYTES_MAX = "LANYARD_ACCESS_BYTES_MAX";
  static final String RETENTION = "LANYARD_ACCESS_RETENTION";

  private static final long MIB = 1L << 20;
  private static final long BYTES_DEFAULT = 4_096 * MIB;
  private static final Duration RETENTION_DEFAULT = Duration.ofDays(90);

  /** Longest retention: further back than a thousand years there is nothing. */
  private static final Duration RETENTION_MAX = Duration.ofDays(366_000);

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is malformed or out of bounds; names the variable
   */
  public static AccessSettings of(Environment environment) {
    return new AccessSettings(
        text(environment, BYTES_MAX).map(AccessSettings::bytes).orElse(BYTES_DEFAULT),
        text(environment, RETENTION).map(AccessSettings::duration).orElse(RETENTION_DEFAULT));
  }

  private static Optional<String> text(Environment environment, String variable) {
    return Optional.ofNullable(environment.getProperty(variable)).filter(text -> !text.isBlank());
  }

  private static long bytes(String text) {
    try {
      long bytes = Long.parseLong(text.strip());
      if (bytes >= MIB) {
        return bytes;
      }
    } catch (NumberFormatException malformed) {
      throw new StartRefused(BYTES_MAX + " must be a number of bytes, 1048576 at least", malformed);
    }
    throw new StartRefused(BYTES_MAX + " must be a number of bytes, 1048576 at least");
  }

  private static Duration duration(String text) {
    try {
      Duration retention = Duration.parse(text.strip());
      if (retention.compareTo(Duration.ofDays(1)) >= 0 && retention.compareTo(RETENTION_MAX) <= 0) {
        return retention;
      }
    } catch (DateTimeParseException malformed) {
      throw new StartRefused(
          RETENTION + " must be an ISO 8601 duration of a day or more, such as P90D", malformed);
    }
    throw new StartRefused(
        RETENTION + " must be an ISO 8601 duration of a day or more, such as P90D");
  }
}
