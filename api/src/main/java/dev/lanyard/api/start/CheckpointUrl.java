package dev.lanyard.api.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * Where the last head of each log is kept outside of this machine, by environment variables.
 *
 * @param url what the URLs begin with, https, without a slash at its end ({@code
 *     LANYARD_CHECKPOINT_URL}); a slash and the log's name follow
 * @param ca a file with the only certificates that the server's may be under, in PEM ({@code
 *     LANYARD_CHECKPOINT_URL_CA}); empty for those that Java trusts
 * @param token a bearer token that is sent along ({@code LANYARD_CHECKPOINT_URL_TOKEN}), a secret;
 *     empty where unset
 * @param goesOnUnreachable whether a start goes on when the URL does not answer ({@code
 *     LANYARD_CHECKPOINT_URL_UNREACHABLE}: {@code refuse}, the default, or {@code go-on})
 */
public record CheckpointUrl(
    URI url, Optional<Path> ca, Optional<String> token, boolean goesOnUnreachable) {
  /** The variable that names the certificates. */
  public static final String CA = "LANYARD_CHECKPOINT_URL_CA";

  /** The variable that says what an unreachable URL means to a start. */
  public static final String UNREACHABLE = "LANYARD_CHECKPOINT_URL_UNREACHABLE";

  static final String URL = "LANYARD_CHECKPOINT_URL";
  static final String TOKEN = "LANYARD_CHECKPOINT_URL_TOKEN";

  private static final int TOKEN_LENGTH_MAX = 4_096;

  /**
   * Reads the settings; empty where the URL is unset.
   *
   * @throws StartRefused if a value is malformed; names the variable
   */
  static Optional<CheckpointUrl> of(Environment environment) {
    return Variables.text(environment, URL)
        .map(
            text ->
                new CheckpointUrl(
                    url(text),
                    Variables.text(environment, CA).map(CheckpointUrl::path),
                    Variables.text(environment, TOKEN).map(CheckpointUrl::token),
                    Variables.text(environment, UNREACHABLE)
                        .map(CheckpointUrl::goesOn)
                        .orElse(false)));
  }

  /** A URL is told in health and log lines: it has no room for secrets. */
  private static URI url(String text) {
    try {
      URI url = new URI(text.replaceAll("/+$", ""));
      if ("https".equals(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      throw new StartRefused(URL + " is no URL", malformed);
    }
    throw new StartRefused(URL + " must be an https URL without user, query and fragment");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw new StartRefused(CA + " is not a path", malformed);
    }
  }

  /** RFC 6750, 2.1: b64token. */
  private static String token(String text) {
    if (text.length() > TOKEN_LENGTH_MAX || !text.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new StartRefused(TOKEN + " must be a bearer token");
    }
    return text;
  }

  private static boolean goesOn(String text) {
    return switch (text) {
      case "refuse" -> false;
      case "go-on" -> true;
      default -> throw new StartRefused(UNREACHABLE + " must be refuse or go-on");
    };
  }

  @Override
  public String toString() {
    return "CheckpointUrl[url=%s, token hidden]".formatted(url);
  }
}
