package dev.lanyard.api.start;

import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * What is offered of federation, by environment variables.
 *
 * @param credentialsMax how many federated credentials an identity may have, 1 to 10,000 ({@code
 *     LANYARD_FEDERATED_CREDENTIALS_MAX}, default 100; CONTRACT 2.4 has 20)
 */
public record FederationSettings(int credentialsMax) {
  static final String CREDENTIALS_MAX = "LANYARD_FEDERATED_CREDENTIALS_MAX";

  private static final int CREDENTIALS_MAX_DEFAULT = 100;

  /** All of an identity's are read to decide about one. */
  private static final int CREDENTIALS_MAX_MAX = 10_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if the value is no such number; names the variable
   */
  public static FederationSettings of(Environment environment) {
    return new FederationSettings(
        Variables.text(environment, CREDENTIALS_MAX)
            .map(FederationSettings::most)
            .orElse(CREDENTIALS_MAX_DEFAULT));
  }

  private static int most(String text) {
    int most = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (most < 1 || most > CREDENTIALS_MAX_MAX) {
      throw new StartRefused(CREDENTIALS_MAX + " must be a number from 1 to 10000");
    }
    return most;
  }
}
