package dev.lanyard.api.start;

import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.MasterKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * What the person who starts the server may set about keys and tokens, by environment variables. It
 * holds secrets, and so shows nothing of itself.
 */
public final class KeySettings {
  /** The longest that a token may be valid (CONTRACT 2.3). */
  public static final Duration TOKEN_LIFETIME_MAX = Duration.ofHours(24);

  static final String MASTER_KEY = "LANYARD_MASTER_KEY";
  static final String MASTER_KEY_FILE = "LANYARD_MASTER_KEY_FILE";
  static final String TOKEN_LIFETIME = "LANYARD_TOKEN_LIFETIME";
  static final String KEY_ROTATION = "LANYARD_KEY_ROTATION";
  static final String TOKEN_ALGORITHM = "LANYARD_TOKEN_ALGORITHM";
  static final String SCRAPE_TOKEN = "LANYARD_SCRAPE_TOKEN";

  private static final Duration TOKEN_LIFETIME_MIN = Duration.ofMinutes(5);
  private static final Duration TOKEN_LIFETIME_DEFAULT = Duration.ofHours(1);
  private static final Duration KEY_ROTATION_MIN = Duration.ofDays(2);
  private static final Duration KEY_ROTATION_MAX = Duration.ofDays(365);
  private static final Duration KEY_ROTATION_DEFAULT = Duration.ofDays(30);
  private static final int SCRAPE_TOKEN_LENGTH_MIN = 16;

  private final Optional<String> masterKey;
  private final Optional<Path> masterKeyFile;
  private final Optional<String> scrapeToken;
  private final Duration tokenLifetime;
  private final SigningAlgorithm tokenAlgorithm;
  private final Duration keyRotation;

  private KeySettings(Environment environment) {
    this.masterKey = Variables.text(environment, MASTER_KEY);
    this.masterKeyFile = Variables.text(environment, MASTER_KEY_FILE).map(KeySettings::path);
    this.scrapeToken = Variables.text(environment, SCRAPE_TOKEN).map(KeySettings::scrapeToken);
    this.tokenLifetime =
        duration(
            environment,
            TOKEN_LIFETIME,
            TOKEN_LIFETIME_DEFAULT,
            TOKEN_LIFETIME_MIN,
            TOKEN_LIFETIME_MAX);
    this.tokenAlgorithm =
        Variables.text(environment, TOKEN_ALGORITHM)
            .map(KeySettings::algorithm)
            .orElse(SigningAlgorithm.RS256);
    this.keyRotation =
        duration(
            environment, KEY_ROTATION, KEY_ROTATION_DEFAULT, KEY_ROTATION_MIN, KEY_ROTATION_MAX);
  }

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is malformed; names the variable, never the value
   */
  public static KeySettings of(Environment environment) {
    return new KeySettings(environment);
  }

  /**
   * The key that seals the key store: {@code LANYARD_MASTER_KEY}, or the content of {@code
   * LANYARD_MASTER_KEY_FILE}, or else the folder's own, which is made if it is missing.
   *
   * @throws StartRefused if there is one that is no key
   */
  public MasterKey masterKey(DataFolder folder) {
    try {
      return MasterKey.find(masterKey, masterKeyFile, folder.masterKey());
    } catch (RuntimeException refused) {
      throw StartRefused.because(refused);
    }
  }

  /** What opens the metrics beside the tokens of principals ({@code LANYARD_SCRAPE_TOKEN}). */
  public Optional<String> scrapeToken() {
    return scrapeToken;
  }

  /**
   * How long a token is valid ({@code LANYARD_TOKEN_LIFETIME}, 5 minutes to 24 hours, one hour).
   */
  public Duration tokenLifetime() {
    return tokenLifetime;
  }

  /**
   * How tokens are signed whose audience does not say ({@code LANYARD_TOKEN_ALGORITHM}, {@code
   * RS256} or {@code ES256}, the first by default).
   */
  public SigningAlgorithm tokenAlgorithm() {
    return tokenAlgorithm;
  }

  /** How long a key signs ({@code LANYARD_KEY_ROTATION}, 2 to 365 days, 30 by default). */
  public Duration keyRotation() {
    return keyRotation;
  }

  private static SigningAlgorithm algorithm(String text) {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      if (algorithm.name().equals(text)) {
        return algorithm;
      }
    }
    throw new StartRefused(TOKEN_ALGORITHM + " must be RS256 or ES256");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw new StartRefused(MASTER_KEY_FILE + " is not a path", malformed);
    }
  }

  private static String scrapeToken(String text) {
    if (text.length() < SCRAPE_TOKEN_LENGTH_MIN || !text.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new StartRefused(
          "%s must be at least %d characters of a bearer token (RFC 6750, section 2.1)"
              .formatted(SCRAPE_TOKEN, SCRAPE_TOKEN_LENGTH_MIN));
    }
    return text;
  }

  private static Duration duration(
      Environment environment, String variable, Duration unset, Duration min, Duration max) {
    var text = Variables.text(environment, variable);
    try {
      var duration = text.map(DurationStyle::detectAndParse).orElse(unset);
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new StartRefused(variable + " must be a duration such as 90m, 2h or 30d", malformed);
    }
    throw new StartRefused("%s must be from %s to %s".formatted(variable, min, max));
  }

  @Override
  public String toString() {
    return "KeySettings[hidden]";
  }
}
