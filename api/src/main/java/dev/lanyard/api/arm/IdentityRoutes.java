package dev.lanyard.api.arm;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ResourcePath.Kind;
import dev.lanyard.domain.command.UserIdentityCommand;
import java.util.List;
import java.util.Locale;

/** The routes of {@code Microsoft.ManagedIdentity} (CONTRACT 4.2). */
final class IdentityRoutes {
  private static final String NAMESPACE = "Microsoft.ManagedIdentity";
  private static final String REVOKE = "revokeTokens";

  private IdentityRoutes() {}

  /**
   * What a path names.
   *
   * @param base the part before {@code providers/Microsoft.ManagedIdentity}
   * @param rest the part behind it; not empty
   * @param segments all of it
   */
  static ArmRoute route(ResourcePath base, List<String> rest, List<String> segments) {
    String type = rest.getFirst().toLowerCase(Locale.ROOT);
    boolean holder = base.kind() == Kind.SUBSCRIPTION || base.kind() == Kind.GROUP;
    if (type.equals("userassignedidentities") && rest.size() == 1 && holder) {
      return new ArmRoute.UserIdentities(base);
    }
    if (type.equals("userassignedidentities") && rest.size() > 1 && base.kind() == Kind.GROUP) {
      List<String> below = rest.subList(2, rest.size());
      return user(ArmRouter.path(segments.subList(0, segments.size() - below.size())), below, rest);
    }
    if (type.equals("identities")
        && rest.size() > 1
        && base.kind() == Kind.RESOURCE
        && rest.get(1).equalsIgnoreCase("default")) {
      return system(base, rest);
    }
    throw ArmRouter.noSuchType(NAMESPACE, rest);
  }

  /** User-assigned identities have none, and an action of their own that revokes tokens. */
  private static ArmRoute system(ResourcePath resource, List<String> rest) {
    if (rest.size() == 2) {
      return new ArmRoute.SystemIdentity(resource);
    }
    boolean user = resource.type().equalsIgnoreCase(UserIdentityCommand.TYPE);
    if (rest.size() == 3 && !user && rest.getLast().equalsIgnoreCase(REVOKE)) {
      return new ArmRoute.SystemIdentityTokens(resource);
    }
    throw ArmRouter.noSuchType(NAMESPACE, rest);
  }

  /** What hangs on a user-assigned identity, or the identity itself. */
  private static ArmRoute user(ResourcePath identity, List<String> below, List<String> rest) {
    if (below.isEmpty()) {
      return new ArmRoute.UserIdentity(identity);
    }
    String word = below.getFirst().toLowerCase(Locale.ROOT);
    if (word.equals("federatedidentitycredentials") && below.size() == 2) {
      return new ArmRoute.FederatedCredential(identity, below.getLast());
    }
    if (below.size() > 1) {
      throw ArmRouter.noSuchType(NAMESPACE, rest);
    }
    return switch (word) {
      case "federatedidentitycredentials" -> new ArmRoute.FederatedCredentials(identity);
      case "listassociatedresources" -> new ArmRoute.AssociatedResources(identity);
      case "revoketokens" -> new ArmRoute.UserIdentityTokens(identity);
      default -> throw ArmRouter.noSuchType(NAMESPACE, rest);
    };
  }
}
