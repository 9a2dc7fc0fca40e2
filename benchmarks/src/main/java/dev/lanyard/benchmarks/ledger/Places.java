package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;

/** Where things lie that the measurements make. */
public final class Places {
  /** What all of them lie in. */
  public static final SubscriptionId SUBSCRIPTION =
      SubscriptionId.parse("subscription", "22222222-2222-4222-8222-222222222222");

  private Places() {}

  static ResourcePath group(String group) {
    return ResourcePath.parse(
        "group", "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + group);
  }

  static ResourcePath machine(String group, String name) {
    return ResourcePath.parse(
        "machine", group(group) + "/providers/Microsoft.Compute/virtualMachines/" + name);
  }

  static ResourcePath identity(String group, String name) {
    return ResourcePath.parse(
        "identity",
        group(group) + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
  }
}
