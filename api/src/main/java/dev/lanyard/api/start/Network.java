package dev.lanyard.api.start;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * How the server is reached, by environment variables. The HTTPS port and its address are Spring
 * Boot's own settings ({@code SERVER_PORT}, {@code SERVER_ADDRESS}).
 *
 * @param workloadPort the loopback port of the workload token endpoints, plain HTTP ({@code
 *     LANYARD_WORKLOAD_PORT}, default 8080); 0 for any free one
 * @param tlsNames further host names and addresses that the server's own certificate is for ({@code
 *     LANYARD_TLS_NAMES}, separated by commas); lower case, none by default
 * @param publicUrl where clients reach the server ({@code LANYARD_PUBLIC_URL}); {@code https},
 *     without path and without a slash at its end; empty where unset
 */
public record Network(int workloadPort, List<String> tlsNames, Optional<String> publicUrl) {
  static final String WORKLOAD_PORT = "LANYARD_WORKLOAD_PORT";
  static final String TLS_NAMES = "LANYARD_TLS_NAMES";
  static final String PUBLIC_URL = "LANYARD_PUBLIC_URL";

  private static final int WORKLOAD_PORT_DEFAULT = 8_080;
  private static final int PORT_MAX = 65_535;
  private static final int TLS_NAMES_MAX = 100;

  /** A host name (RFC 1123, section 2.1) or an address; what it means is for the certificate. */
  private static final Pattern TLS_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}");

  public Network {
    tlsNames = List.copyOf(tlsNames);
  }

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is malformed; names the variable
   */
  public static Network of(Environment environment) {
    return new Network(
        Variables.text(environment, WORKLOAD_PORT).map(Network::port).orElse(WORKLOAD_PORT_DEFAULT),
        Variables.text(environment, TLS_NAMES).map(Network::names).orElse(List.of()),
        Variables.text(environment, PUBLIC_URL).map(Network::url));
  }

  private static int port(String text) {
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= PORT_MAX) {
      return Integer.parseInt(text);
    }
    throw new StartRefused(WORKLOAD_PORT + " must be a port, from 0 to " + PORT_MAX);
  }

  private static List<String> names(String text) {
    var names =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", TLS_NAMES_MAX + 1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.size() > TLS_NAMES_MAX
        || !names.stream().allMatch(name -> TLS_NAME.matcher(name).matches())) {
      throw new StartRefused(
          "%s must be host names or addresses separated by commas, at most %d"
              .formatted(TLS_NAMES, TLS_NAMES_MAX));
    }
    return names;
  }

  private static String url(String text) {
    try {
      var url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if ("https".equals(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawPath().isEmpty()
          && url.getRawQuery() == null
          && url.getRawFragment() == null
          && url.getPort() <= PORT_MAX) {
        return url.toString().toLowerCase(Locale.ROOT);
      }
    } catch (URISyntaxException malformed) {
      throw new StartRefused(refusal(), malformed);
    }
    throw new StartRefused(refusal());
  }

  private static String refusal() {
    return PUBLIC_URL + " must be like https://identity.example.org or https://localhost:8443";
  }
}
