package dev.lanyard.api.arm;

import dev.lanyard.domain.SubscriptionId;
import java.util.List;
import java.util.Locale;

/**
 * The routes of tenants, subscriptions and groups themselves: no provider is named (CONTRACT 4.1).
 */
final class SubscriptionRoutes {
  private SubscriptionRoutes() {}

  /**
   * What a path names.
   *
   * @param segments in the spelling of {@link ArmRouter}; not empty
   */
  static ArmRoute route(List<String> segments) {
    if (segments.getFirst().equals("tenants")) {
      if (segments.size() > 1) {
        throw ArmRouter.notOffered("Tenants are listed only.");
      }
      return new ArmRoute.Tenants();
    }
    if (segments.size() == 1) {
      return new ArmRoute.Subscriptions();
    }
    SubscriptionId subscription = SubscriptionId.parse("subscriptionId", segments.get(1));
    if (segments.size() == 2) {
      return new ArmRoute.Subscription(subscription);
    }
    return switch (shape(segments)) {
      case "locations" -> new ArmRoute.Locations(subscription);
      case "resourcegroups" -> new ArmRoute.Groups(subscription);
      case "resourcegroups/" -> new ArmRoute.Group(ArmRouter.path(segments));
      case "resources" -> new ArmRoute.Resources(ArmRouter.path(segments.subList(0, 2)));
      case "resourcegroups/resources" ->
          new ArmRoute.Resources(ArmRouter.path(segments.subList(0, 4)));
      case "operationresults/" -> new ArmRoute.OperationResult(subscription, segments.get(3));
      case "resourcegroups/moveresources", "resourcegroups/validatemoveresources" ->
          throw ArmRouter.notOffered("Moving resources is not offered.");
      case "resourcegroups/exporttemplate" ->
          throw ArmRouter.notOffered("Exporting templates is not offered.");
      case "resourcegroups/validate" ->
          throw ArmRouter.notOffered("Validating templates is not offered.");
      default ->
          throw ArmRouter.notOffered("There is no such operation on subscriptions and groups.");
    };
  }

  /** The fixed words below a subscription, in lower case, and a slash where a name stands. */
  private static String shape(List<String> segments) {
    StringBuilder shape = new StringBuilder();
    for (int at = 2; at < segments.size(); at++) {
      shape.append(at % 2 == 0 ? segments.get(at).toLowerCase(Locale.ROOT) : "/");
    }
    return shape.toString();
  }
}
