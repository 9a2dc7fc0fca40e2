package dev.lanyard.api.start;

import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * How much one caller may ask for, by environment variables; what is a second may be twice as much
 * at once.
 *
 * @param addressPerSecond requests of one network address ({@code LANYARD_RATE_ADDRESS}); 0 for no
 *     limit
 * @param principalPerSecond requests of one principal ({@code LANYARD_RATE_PRINCIPAL}); 0 for no
 *     limit
 * @param refusalsPerMinute refusals of one principal, or of the workloads and agents of one
 *     resource, that are records of their own, those of an hour at once ({@code
 *     LANYARD_RATE_REFUSALS}); 0 for no limit
 * @param tokensPerSecond requests for a token by one proven client ({@code LANYARD_RATE_TOKENS}); 0
 *     for no limit
 */
public record RateSettings(
    int addressPerSecond, int principalPerSecond, int refusalsPerMinute, int tokensPerSecond) {
  static final String ADDRESS = "LANYARD_RATE_ADDRESS";
  static final String PRINCIPAL = "LANYARD_RATE_PRINCIPAL";
  static final String REFUSALS = "LANYARD_RATE_REFUSALS";
  static final String TOKENS = "LANYARD_RATE_TOKENS";

  private static final String ADDRESS_DEFAULT = "2000";
  private static final String PRINCIPAL_DEFAULT = "1000";
  private static final String REFUSALS_DEFAULT = "60";
  private static final String TOKENS_DEFAULT = "20";
  private static final Pattern RATE = Pattern.compile("[0-9]{1,7}");

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is no number of 1 to 7 digits; names the variable
   */
  public static RateSettings of(Environment environment) {
    return new RateSettings(
        rate(environment, ADDRESS, ADDRESS_DEFAULT, "requests a second"),
        rate(environment, PRINCIPAL, PRINCIPAL_DEFAULT, "requests a second"),
        rate(environment, REFUSALS, REFUSALS_DEFAULT, "refusals a minute"),
        rate(environment, TOKENS, TOKENS_DEFAULT, "tokens a second"));
  }

  private static int rate(Environment environment, String variable, String fallback, String of) {
    String given = environment.getProperty(variable, "");
    String text = given.isBlank() ? fallback : given;
    if (!RATE.matcher(text).matches()) {
      throw new StartRefused("%s must be a number of %s, 0 for no limit".formatted(variable, of));
    }
    return Integer.parseInt(text);
  }
}
