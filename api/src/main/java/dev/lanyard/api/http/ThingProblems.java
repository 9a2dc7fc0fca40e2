package dev.lanyard.api.http;

import dev.lanyard.domain.Rejection.CascadeTooLarge;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Refusals about subscriptions, groups, resources and user-assigned identities (CONTRACT 4.1). */
public final class ThingProblems {
  private static final String PROVIDERS = "/providers/";

  private ThingProblems() {}

  /** No such subscription. */
  public static Problem subscriptionNotFound(SubscriptionId subscription) {
    return Problem.of(
        404, "SubscriptionNotFound", "The subscription '" + subscription + "' could not be found.");
  }

  /** No live group at the path. */
  public static Problem groupNotFound(ResourcePath path) {
    return Problem.of(
        404, "ResourceGroupNotFound", "Resource group '" + path.name() + "' could not be found.");
  }

  /** No live resource at the path. */
  public static Problem resourceNotFound(ResourcePath path) {
    String text = path.toString();
    int providers = text.toLowerCase(Locale.ROOT).indexOf(PROVIDERS);
    return Problem.of(
        404,
        "ResourceNotFound",
        ("The Resource '%s' under resource group '%s' was not found. For more details please go to"
                + " https://aka.ms/ARMResourceNotFoundFix")
            .formatted(
                text.substring(providers + PROVIDERS.length()),
                path.group().map(ResourcePath::name).orElse("")));
  }

  /** Nothing lives at the path. */
  public static Problem scopeNotFound(ResourcePath path) {
    return switch (path.kind()) {
      case ROOT -> Problem.of(404, "ScopeNotFound", "The scope '/' could not be found.");
      case SUBSCRIPTION -> subscriptionNotFound(path.subscription().orElseThrow());
      case GROUP -> groupNotFound(path);
      case RESOURCE -> resourceNotFound(path);
    };
  }

  static Problem parentNotFound(ResourcePath path, ResourcePath parent) {
    return Problem.of(
        404,
        "ParentResourceNotFound",
        "Failed to perform the operation on '%s': its parent '%s' was not found."
            .formatted(path, parent));
  }

  static Problem identityNotFound(ResourcePath identity) {
    return Problem.of(
        400,
        "FailedIdentityOperation",
        "Identity operation failed: there is no user-assigned identity '" + identity + "'.");
  }

  static Problem invalidName(ResourcePath path, String clause) {
    return Problem.of(
        400, "InvalidResourceName", "The name '%s' %s.".formatted(path.name(), clause));
  }

  static Problem locationFixed(LocationFixed fixed) {
    boolean group = fixed.path().kind() == ResourcePath.Kind.GROUP;
    return Problem.of(
            409,
            group ? "InvalidResourceGroupLocation" : "InvalidResourceLocation",
            "'%s' lives in location '%s' and cannot be created in location '%s'."
                .formatted(fixed.path(), fixed.location(), fixed.asked()))
        .at("location");
  }

  static Problem locked(ScopeLocked locked) {
    return Problem.of(
        409,
        "ScopeLocked",
        ("The scope '%s' cannot perform %s operation because following scope(s) are locked: %s."
                + " Please remove the lock and try again.")
            .formatted(
                locked.path(),
                locked.operation().name().toLowerCase(Locale.ROOT),
                quoted(locked.locked())));
  }

  /** {@code If-Match} or {@code If-None-Match} does not hold. */
  public static Problem preconditionFailed(ResourcePath path) {
    return Problem.of(
        412,
        "PreconditionFailed",
        "The condition of the request does not hold for '" + path + "'.");
  }

  static Problem cascadeTooLarge(CascadeTooLarge large) {
    return Problem.of(
        409,
        "CascadeTooLarge",
        "Deleting '%s' is more than one commit may hold (%s). Delete first: %s."
            .formatted(large.path(), large.limit(), quoted(large.first())));
  }

  private static String quoted(List<ResourcePath> paths) {
    return paths.stream().map(path -> "'" + path + "'").collect(Collectors.joining(", "));
  }
}
