package dev.lanyard.api.start;

import dev.lanyard.domain.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * Under which names the logs are signed, and where their heads are kept outside of the data folder,
 * by environment variables.
 *
 * @param origin what the logs' names begin with ({@code LANYARD_LOG_ORIGIN}): a URL without scheme
 *     and without a slash at its end, such as {@code identity.example/audit/log} (C2SP
 *     tlog-checkpoint); empty where unset
 * @param epoch counts how often the logs were begun under a new name ({@code LANYARD_LOG_EPOCH}, 1
 *     by default): the next one is for a store that is not what was signed before
 * @param checkpointFile what the files begin with in which the last head of each log is kept
 *     ({@code LANYARD_CHECKPOINT_FILE}); the log's name follows behind a dot; empty where unset
 * @param checkpointUrl where they are kept beyond this machine; empty where unset
 * @param witnesses who cosigns heads ({@code LANYARD_WITNESSES}): verifier key, space and URL of
 *     each, joined by commas
 */
public record LogSettings(
    Optional<String> origin,
    int epoch,
    Optional<Path> checkpointFile,
    Optional<CheckpointUrl> checkpointUrl,
    List<Witness> witnesses) {
  static final String ORIGIN = "LANYARD_LOG_ORIGIN";
  static final String EPOCH = "LANYARD_LOG_EPOCH";
  static final String CHECKPOINT_FILE = "LANYARD_CHECKPOINT_FILE";
  static final String WITNESSES = "LANYARD_WITNESSES";

  private static final int EPOCH_DIGITS_MAX = 6;

  /** Reserved, so that nobody has such a name (RFC 2606, 2). */
  private static final String NO_ORIGIN = "lanyard.invalid/";

  /** More are of no use: C2SP signed-note asks verifiers to read 16 signatures. */
  private static final int WITNESSES_MAX = 15;

  /**
   * Somebody who cosigns (C2SP tlog-witness).
   *
   * @param key what its cosignatures are verified by, as C2SP signed-note writes it; not looked
   *     into
   * @param url its submission prefix, http or https, without a slash at its end
   */
  public record Witness(String key, URI url) {}

  public LogSettings {
    witnesses = List.copyOf(witnesses);
  }

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is malformed; names the variable
   */
  public static LogSettings of(Environment environment) {
    return new LogSettings(
        Variables.text(environment, ORIGIN).map(LogSettings::origin),
        Variables.text(environment, EPOCH).map(LogSettings::epoch).orElse(1),
        Variables.text(environment, CHECKPOINT_FILE).map(LogSettings::path),
        CheckpointUrl.of(environment),
        Variables.text(environment, WITNESSES).map(LogSettings::witnesses).orElse(List.of()));
  }

  private static String origin(String text) {
    // Of the characters of a URL those without a meaning of their own: neither spaces nor plus.
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._~:-]{0,199}(/[A-Za-z0-9._~-]{1,100}){0,8}")) {
      throw new StartRefused(
          ORIGIN + " must be a URL without scheme and end, such as identity.example/audit/log");
    }
    return text;
  }

  private static int epoch(String text) {
    if (!text.matches("[1-9][0-9]*") || text.length() > EPOCH_DIGITS_MAX) {
      throw new StartRefused(EPOCH + " must be a whole number of 1 to 999999");
    }
    return Integer.parseInt(text);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw new StartRefused(CHECKPOINT_FILE + " is not a path", malformed);
    }
  }

  private static List<Witness> witnesses(String text) {
    List<Witness> witnesses = Arrays.stream(text.split(",")).map(LogSettings::witness).toList();
    if (witnesses.size() > WITNESSES_MAX) {
      throw new StartRefused("%s must be %d at most".formatted(WITNESSES, WITNESSES_MAX));
    }
    return witnesses;
  }

  private static Witness witness(String text) {
    String[] parts = text.strip().split(" +", -1);
    try {
      URI url = new URI(parts.length == 2 ? parts[1].replaceAll("/+$", "") : "");
      if (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
          && url.getHost() != null) {
        return new Witness(parts[0], url);
      }
    } catch (URISyntaxException malformed) {
      throw new StartRefused(WITNESSES + " has a URL that is none", malformed);
    }
    throw new StartRefused(
        WITNESSES + " must be a verifier key and an http(s) URL for each, joined by commas");
  }

  /** The name that a log is signed under. From the second epoch on it ends with its number. */
  public String originOf(String log, TenantId tenant) {
    String name = origin.orElse(NO_ORIGIN + tenant) + "/" + log;
    return epoch == 1 ? name : name + "/" + epoch;
  }
}
