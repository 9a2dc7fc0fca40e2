package dev.lanyard.api.agent;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be told to an agent: by {@code --name value}, or by an environment variable. */
enum AgentOption {
  /** Where the server is. */
  SERVER("https://host:8443"),
  /** Whom to trust. */
  CA("ca.pem"),
  /** What proves the resource, once. */
  CODE("code"),
  /** Where to keep the key. */
  STATE("folder"),
  /** Where to serve. */
  LISTEN("127.0.0.1:40342"),
  /** Who may ask. */
  ALLOW_UID("1000,.."),
  /** By which names. */
  HOST("name,..");

  private final String sample;

  AgentOption(String sample) {
    this.sample = sample;
  }

  /** On the command line. */
  String argument() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In the environment. */
  String variable() {
    return "LANYARD_AGENT_" + name();
  }

  /** All of them, for who has mistyped one. */
  static String usage() {
    return Stream.of(values())
        .map(option -> option.argument() + " " + option.sample)
        .collect(Collectors.joining(" "));
  }

  /**
   * What was told, by option; what is told on the command line hides the environment. Each may be
   * given more than once, and as {@code --name=value}; values that are blank do not count.
   *
   * @throws AgentRefused if there is something else; never tells a value
   */
  static Map<AgentOption, List<String>> read(List<String> args, Map<String, String> environment) {
    Map<AgentOption, List<String>> told = new EnumMap<>(AgentOption.class);
    for (int at = 0; at < args.size(); at++) {
      String[] parts = args.get(at).split("=", 2);
      AgentOption option = of(parts[0]);
      if (parts.length == 1 && at + 1 == args.size()) {
        throw new AgentRefused(option.argument() + " needs a value: " + option.sample);
      }
      add(told, option, parts.length == 2 ? parts[1] : args.get(++at));
    }
    for (AgentOption option : values()) {
      if (!told.containsKey(option)) {
        add(told, option, environment.getOrDefault(option.variable(), ""));
      }
    }
    return told;
  }

  private static void add(Map<AgentOption, List<String>> told, AgentOption option, String value) {
    if (!value.isBlank()) {
      told.computeIfAbsent(option, _ -> new ArrayList<>()).add(value.strip());
    }
  }

  private static AgentOption of(String argument) {
    return Stream.of(values())
        .filter(option -> option.argument().equals(argument))
        .findFirst()
        .orElseThrow(() -> new AgentRefused("Something is no option; there are: " + usage()));
  }
}
