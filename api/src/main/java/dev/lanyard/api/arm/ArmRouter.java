package dev.lanyard.api.arm;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the path of an ARM request. Segments compare without case (CONTRACT 1, rule 4); the fixed
 * words take their usual spelling, so that only names keep the case they were written with.
 * Namespaces whose types have rules of their own never become generic resources, in any case.
 */
final class ArmRouter {
  private static final String PROVIDERS = "providers";
  private static final String GROUPS = "resourceGroups";

  private ArmRouter() {}

  /**
   * What the path names.
   *
   * @throws ProblemException 404 for what is not offered here, 400 for what can name nothing
   */
  static ArmRoute route(RequestPath path) {
    List<String> segments = canonical(path.segments());
    try {
      int last = lastProviders(segments);
      return last < 0 ? SubscriptionRoutes.route(segments) : belowProviders(segments, last);
    } catch (MalformedValue e) {
      throw Problem.malformed("InvalidResourceId", e).exception();
    }
  }

  private static List<String> canonical(List<String> segments) {
    List<String> all = new ArrayList<>(segments);
    boolean subscription = all.getFirst().equalsIgnoreCase("subscriptions");
    if (subscription && all.size() > 1) {
      all.set(1, all.get(1).toLowerCase(Locale.ROOT));
    }
    if (subscription && all.size() > 2 && all.get(2).equalsIgnoreCase(GROUPS)) {
      all.set(2, GROUPS);
    }
    for (int at = 0; at < all.size(); at += 2) {
      if (all.get(at).equalsIgnoreCase(PROVIDERS)) {
        all.set(at, PROVIDERS);
      }
    }
    return all;
  }

  /** Names stand at odd places, so one that is called "providers" does not count. */
  private static int lastProviders(List<String> segments) {
    for (int at = (segments.size() - 1) / 2 * 2; at >= 0; at -= 2) {
      if (segments.get(at).equals(PROVIDERS)) {
        return at;
      }
    }
    return -1;
  }

  private static ArmRoute belowProviders(List<String> segments, int last) {
    if (segments.size() < last + 3) {
      return ProviderRoutes.route(
          segments.subList(0, last), segments.stream().skip(last + 1L).findFirst());
    }
    String namespace = segments.get(last + 1);
    List<String> rest = segments.subList(last + 2, segments.size());
    if (last == 2) {
      Optional<ArmRoute> route =
          ProviderRoutes.inSubscription(
              SubscriptionId.parse("subscriptionId", segments.get(1)), namespace, rest);
      if (route.isPresent()) {
        return route.get();
      }
    }
    return switch (namespace.toLowerCase(Locale.ROOT)) {
      case "microsoft.authorization" ->
          AuthorizationRoutes.route(path(segments.subList(0, last)), rest);
      case "microsoft.managedidentity" ->
          IdentityRoutes.route(path(segments.subList(0, last)), rest, segments);
      case "lanyard.workload" -> WorkloadRoutes.route(path(segments.subList(0, last)), rest);
      case "microsoft.resources" -> {
        ProviderRoutes.refuseDeployments(rest);
        yield generic(segments, last);
      }
      default -> generic(segments, last);
    };
  }

  private static ArmRoute generic(List<String> segments, int last) {
    int types = segments.size() - last - 2;
    if (types % 2 == 0) {
      return new ArmRoute.Resource(path(segments));
    }
    StringBuilder type = new StringBuilder(segments.get(last + 1));
    for (int at = last + 2; at < segments.size(); at += 2) {
      type.append('/').append(segments.get(at));
    }
    int end = types == 1 ? last : segments.size() - 1;
    return new ArmRoute.ResourcesOfType(path(segments.subList(0, end)), type.toString());
  }

  /** The ARM id of segments. */
  static ResourcePath path(List<String> segments) {
    return ResourcePath.parse("resourceId", "/" + String.join("/", segments));
  }

  /** A type of a reserved namespace that this server does not have, or not there. */
  static ProblemException noSuchType(String namespace, List<String> rest) {
    return Problem.of(
            404,
            "InvalidResourceType",
            "The resource type '%s' could not be found in the namespace '%s' at this scope."
                .formatted(rest.getFirst(), namespace))
        .exception();
  }

  /** 404, for what other servers of this interface have and this one does not. */
  static ProblemException notOffered(String text) {
    return Problem.of(404, "NotFound", text).exception();
  }
}
