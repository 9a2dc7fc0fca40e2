package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.http.Load.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Machines and user-assigned identities of one resource group, and requests about them.
 *
 * @param group the path of the group
 */
record Fleet(String group, int machines, int identities) {
  private static final String VERSION = "?api-version=2024-11-01";
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("\"subscriptionId\":\"([0-9a-f-]{36})\"");

  /** Makes the group, the identities and the machines; the server is warm afterwards. */
  static Fleet make(Peer operator, int machines, int identities) throws Exception {
    Fleet fleet;
    try (KeepAlive connection = new KeepAlive(operator)) {
      String listed = connection.send("GET", "/subscriptions" + VERSION, "").accepted().body();
      Matcher subscription = SUBSCRIPTION.matcher(listed);
      if (!subscription.find()) {
        throw new IOException("no subscription is listed");
      }
      String group = "/subscriptions/" + subscription.group(1) + "/resourceGroups/bench";
      fleet = new Fleet(group, machines, identities);
      connection.send("PUT", group + VERSION, "{\"location\":\"local\"}").accepted();
      for (int i = 0; i < identities; i++) {
        connection.send("PUT", fleet.identity(i) + VERSION, "{\"location\":\"local\"}").accepted();
      }
    }
    Load.run(operator, 16, Duration.ofMinutes(5), new AtomicInteger(), machines, fleet::creation);
    return fleet;
  }

  private Request creation(int number) {
    return new Request(
        "PUT",
        machine(number) + VERSION,
        "{\"location\":\"local\",\"properties\":{\"hardwareProfile\":{\"vmSize\":\"B1s\"}}}");
  }

  /** How many attachments there can be: each identity to each machine. */
  int attachments() {
    return machines * identities;
  }

  /** The attachment with a number below {@link #attachments}; the machines take turns. */
  Request attachment(int number) {
    return new Request(
        "PATCH", machine(number % machines) + VERSION, attach(identity(number / machines)));
  }

  /** Reads a machine; they take turns. */
  Request reading(int number) {
    return new Request("GET", machine(number % machines) + VERSION, "");
  }

  /** Reads a machine as somebody who may not. */
  Request refusedReading(int number) {
    return new Request("GET", machine(number % machines) + VERSION, "", 4);
  }

  /** The body that attaches an identity. */
  static String attach(String identity) {
    return "{\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{\""
        + identity
        + "\":{}}}}";
  }

  private String identity(int number) {
    return group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-" + number;
  }

  /** The path of a machine. */
  String machine(int number) {
    return group + "/providers/Microsoft.Compute/virtualMachines/vm" + number;
  }
}
