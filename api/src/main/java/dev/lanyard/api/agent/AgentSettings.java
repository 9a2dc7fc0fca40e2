package dev.lanyard.api.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What whoever starts an agent has told it.
 *
 * @param server the base of the server's URLs, HTTPS, without a slash at its end
 * @param ca a file with the only certificates that the server's may be under, in PEM
 * @param code an enrolment code; needed once
 * @param state the folder of the agent's key
 * @param listen where it serves, a loopback or link-local address
 * @param users who may ask, by user id; empty for everybody on the machine
 * @param hosts further names by which workloads reach it, in lower case
 */
record AgentSettings(
    URI server,
    Path ca,
    Optional<String> code,
    Path state,
    InetSocketAddress listen,
    Set<Long> users,
    Set<String> hosts) {
  private static final String LISTEN_DEFAULT = "127.0.0.1:40342";
  private static final Pattern ADDRESS = Pattern.compile("(?:\\[(.+)]|([^:\\[\\]]+)):([0-9]{1,5})");
  private static final Pattern USER = Pattern.compile("[0-9]{1,10}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final int PORT_MAX = 65_535;

  AgentSettings {
    users = Set.copyOf(users);
    hosts = Set.copyOf(hosts);
  }

  /**
   * Reads them.
   *
   * @param args options, without the word {@code agent}
   * @throws AgentRefused if one is missing or malformed; names it, and never tells a code
   */
  static AgentSettings of(List<String> args, Map<String, String> environment) {
    var told = AgentOption.read(args, environment);
    return new AgentSettings(
        server(required(told, AgentOption.SERVER)),
        path(AgentOption.CA, required(told, AgentOption.CA)),
        single(told, AgentOption.CODE),
        path(AgentOption.STATE, required(told, AgentOption.STATE)),
        listen(single(told, AgentOption.LISTEN).orElse(LISTEN_DEFAULT)),
        each(told, AgentOption.ALLOW_UID).map(AgentSettings::user).collect(Collectors.toSet()),
        each(told, AgentOption.HOST).map(AgentSettings::host).collect(Collectors.toSet()));
  }

  private static Optional<String> single(Map<AgentOption, List<String>> told, AgentOption option) {
    List<String> values = told.getOrDefault(option, List.of());
    if (values.size() > 1) {
      throw new AgentRefused(option.argument() + " can be given once only");
    }
    return values.stream().findFirst();
  }

  private static String required(Map<AgentOption, List<String>> told, AgentOption option) {
    return single(told, option)
        .orElseThrow(
            () ->
                new AgentRefused(
                    "%s (or %s) is needed".formatted(option.argument(), option.variable())));
  }

  private static Stream<String> each(Map<AgentOption, List<String>> told, AgentOption option) {
    return told.getOrDefault(option, List.of()).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static URI server(String text) {
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean bare =
          !uri.isOpaque()
              && uri.getRawPath().isEmpty()
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null;
      if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && bare) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw new AgentRefused("--server must be https:// and a host, without a path", malformed);
    }
    throw new AgentRefused("--server must be https:// and a host, without a path");
  }

  private static Path path(AgentOption option, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw new AgentRefused(option.argument() + " is not a path", malformed);
    }
  }

  /** Names are not resolved: what one leads to may change. */
  private static InetSocketAddress listen(String text) {
    Matcher parts = ADDRESS.matcher(text);
    if (parts.matches()) {
      String address = parts.group(1) == null ? parts.group(2) : parts.group(1);
      int port = Integer.parseInt(parts.group(3));
      try {
        InetAddress literal = InetAddress.ofLiteral(address);
        if ((literal.isLoopbackAddress() || literal.isLinkLocalAddress()) && port <= PORT_MAX) {
          return new InetSocketAddress(literal, port);
        }
      } catch (IllegalArgumentException name) {
        throw new AgentRefused(unfit(), name);
      }
    }
    throw new AgentRefused(unfit());
  }

  private static String unfit() {
    return "--listen must be a loopback or link-local address and a port, such as "
        + LISTEN_DEFAULT
        + " or [::1]:40342: whoever reaches it gets tokens";
  }

  private static Long user(String text) {
    if (!USER.matcher(text).matches()) {
      throw new AgentRefused("--allow-uid must be numbers of users, separated by commas");
    }
    return Long.valueOf(text);
  }

  private static String host(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!HOST.matcher(lower).matches()) {
      throw new AgentRefused("--host must be names separated by commas, without ports");
    }
    return lower;
  }

  @Override
  public String toString() {
    return "AgentSettings[server=%s, state=%s, listen=%s]".formatted(server, state, listen);
  }
}
