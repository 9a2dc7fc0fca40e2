package dev.lanyard.api.arm;

import dev.lanyard.domain.SubscriptionId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The routes of resource providers themselves, and what some of them offer beside resources. */
final class ProviderRoutes {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9.]{1,128}");
  private static final List<String> ACTIVITY = List.of("eventtypes", "management", "values");

  private ProviderRoutes() {}

  /**
   * What a path names that ends with {@code providers} or with a namespace.
   *
   * @param base the part before {@code providers}
   * @param namespace the part behind it
   */
  static ArmRoute route(List<String> base, Optional<String> namespace) {
    if (base.size() > 2) {
      throw ArmRouter.notOffered("Providers are listed for a subscription or the tenant.");
    }
    Optional<SubscriptionId> subscription =
        base.isEmpty()
            ? Optional.empty()
            : Optional.of(SubscriptionId.parse("subscriptionId", base.getLast()));
    return namespace.isEmpty()
        ? new ArmRoute.Providers(subscription)
        : new ArmRoute.Provider(subscription, checked(namespace.get()));
  }

  /**
   * What a path in a subscription names that only some providers have: the registration of a
   * namespace, or the activity log.
   *
   * @param rest the part behind the namespace; not empty
   */
  static Optional<ArmRoute> inSubscription(
      SubscriptionId subscription, String namespace, List<String> rest) {
    List<String> words = rest.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    if (namespace.equalsIgnoreCase("Microsoft.Insights") && words.equals(ACTIVITY)) {
      return Optional.of(new ArmRoute.ActivityLog(subscription));
    }
    if (words.equals(List.of("register"))) {
      return Optional.of(new ArmRoute.ProviderRegistration(subscription, checked(namespace)));
    }
    if (words.equals(List.of("unregister"))) {
      throw ArmRouter.notOffered("Resource providers cannot be unregistered.");
    }
    return Optional.empty();
  }

  /** Refuses what would look like a resource of Microsoft.Resources and does far more. */
  static void refuseDeployments(List<String> rest) {
    switch (rest.getFirst().toLowerCase(Locale.ROOT)) {
      case "deployments", "deploymentstacks", "deploymentscripts" ->
          throw ArmRouter.notOffered("Deployments of templates are not offered.");
      case "tags" ->
          throw ArmRouter.notOffered("Tags are written with the resource that has them.");
      default -> {}
    }
  }

  private static String checked(String namespace) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw ArmRouter.notOffered("There is no such resource provider.");
    }
    return namespace;
  }
}
