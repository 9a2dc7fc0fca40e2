package dev.lanyard.api.start;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * How many streams of events there may be, by environment variables.
 *
 * @param inAll at a time ({@code LANYARD_STREAMS}); 1 to 1,000
 * @param ofOnePrincipal at a time ({@code LANYARD_STREAMS_PRINCIPAL}); 1 to 1,000
 * @param heartbeat after how long a silence a stream shows that it is there ({@code
 *     LANYARD_STREAM_HEARTBEAT}); whole seconds, 1 to 300
 */
public record StreamSettings(int inAll, int ofOnePrincipal, Duration heartbeat) {
  static final String IN_ALL = "LANYARD_STREAMS";
  static final String OF_ONE_PRINCIPAL = "LANYARD_STREAMS_PRINCIPAL";
  static final String HEARTBEAT = "LANYARD_STREAM_HEARTBEAT";

  private static final int IN_ALL_DEFAULT = 64;
  private static final int OF_ONE_PRINCIPAL_DEFAULT = 4;
  private static final int HEARTBEAT_DEFAULT = 15;
  private static final int STREAMS_MAX = 1_000;
  private static final int HEARTBEAT_MAX = 300;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is no number, or outside its bounds; names the variable
   */
  public static StreamSettings of(Environment environment) {
    return new StreamSettings(
        number(environment, IN_ALL, IN_ALL_DEFAULT, STREAMS_MAX),
        number(environment, OF_ONE_PRINCIPAL, OF_ONE_PRINCIPAL_DEFAULT, STREAMS_MAX),
        Duration.ofSeconds(number(environment, HEARTBEAT, HEARTBEAT_DEFAULT, HEARTBEAT_MAX)));
  }

  private static int number(Environment environment, String variable, int fallback, int max) {
    String given = environment.getProperty(variable, "");
    if (given.isBlank()) {
      return fallback;
    }
    int number = NUMBER.matcher(given).matches() ? Integer.parseInt(given) : 0;
    if (number < 1 || number > max) {
      throw new StartRefused("%s must be a whole number, 1 to %d".formatted(variable, max));
    }
    return number;
  }
}
