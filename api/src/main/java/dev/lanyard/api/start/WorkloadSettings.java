package dev.lanyard.api.start;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * What the token endpoints of workloads offer, by environment variables.
 *
 * @param paths whether a secret in the path may prove a resource, for laptops and build machines
 *     without an agent ({@code LANYARD_WORKLOAD_PATHS}, {@code true} or {@code false}, off by
 *     default)
 * @param hosts names by which workloads reach the port, beside the machine's own ({@code
 *     LANYARD_WORKLOAD_HOSTS}, separated by commas, without ports); lower case, none by default
 * @param ratePerSecond how many tokens one resource may ask for, ten times as many at once ({@code
 *     LANYARD_RATE_WORKLOAD}, default 100); 0 for no limit
 */
public record WorkloadSettings(boolean paths, Set<String> hosts, int ratePerSecond) {
  static final String PATHS = "LANYARD_WORKLOAD_PATHS";
  static final String HOSTS = "LANYARD_WORKLOAD_HOSTS";
  static final String RATE = "LANYARD_RATE_WORKLOAD";

  private static final int RATE_DEFAULT = 100;
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  public WorkloadSettings {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Reads the settings; a variable that is set to nothing counts as unset.
   *
   * @throws StartRefused if a value is malformed; names the variable
   */
  public static WorkloadSettings of(Environment environment) {
    return new WorkloadSettings(
        Variables.text(environment, PATHS).map(WorkloadSettings::flag).orElse(false),
        Variables.text(environment, HOSTS).map(WorkloadSettings::hosts).orElse(Set.of()),
        Variables.text(environment, RATE).map(WorkloadSettings::rate).orElse(RATE_DEFAULT));
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new StartRefused(PATHS + " must be true or false");
    };
  }

  private static Set<String> hosts(String text) {
    Set<String> hosts =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
      throw new StartRefused(HOSTS + " must be host names separated by commas, without ports");
    }
    return hosts;
  }

  private static int rate(String text) {
    if (!text.matches("[0-9]{1,7}")) {
      throw new StartRefused(RATE + " must be a number of tokens a second, 0 for no limit");
    }
    return Integer.parseInt(text);
  }
}
