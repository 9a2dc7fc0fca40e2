package dev.lanyard.api.start;

import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * How many requests one caller may make, by environment variables; twice as many at once.
 *
 * @param addressPerSecond of one network address ({@code LANYARD_RATE_ADDRESS}); 0 for no limit
 * @param principalPerSecond of one principal ({@code LANYARD_RATE_PRINCIPAL}); 0 for no limit
 */
public record RateSettings(int addressPerSecond, int principalPerSecond) {
  static final String ADDRESS = "LANYARD_RATE_ADDRESS";
  static final String PRINCIPAL = "LANYARD_RATE_PRINCIPAL";

  private static final String ADDRESS_DEFAULT = "2000";
  private static final String PRINCIPAL_DEFAULT = "1000";
  private static final Pattern RATE = Pattern.compile("[0-9]{1,7}");

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is no number of 1 to 7 digits; names the variable
   */
  public static RateSettings of(Environment environment) {
    return new RateSettings(
        rate(environment, ADDRESS, ADDRESS_DEFAULT),
        rate(environment, PRINCIPAL, PRINCIPAL_DEFAULT));
  }

  private static int rate(Environment environment, String variable, String fallback) {
    String given = environment.getProperty(variable, "");
    String text = given.isBlank() ? fallback : given;
    if (!RATE.matcher(text).matches()) {
      throw new StartRefused(variable + " must be a number of requests a second, 0 for no limit");
    }
    return Integer.parseInt(text);
  }
}
