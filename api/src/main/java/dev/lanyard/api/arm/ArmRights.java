package dev.lanyard.api.arm;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Routes;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import java.util.List;
import java.util.Optional;

/** What a request to the ARM surface needs: the row of its route, at the place it names. */
record ArmRights(Route row, Requirement needed) {

  /**
   * Looks a request up in the table.
   *
   * @param method in upper case; HEAD counts as GET
   * @throws dev.lanyard.api.http.ProblemException 405 if the route has no such method
   */
  static ArmRights of(ArmRoute route, String method) {
    String id = route.getClass().getSimpleName();
    Route row = Routes.of(id, method).orElseThrow(() -> notAllowed(id));
    return new ArmRights(row, row.at(placeOf(route), typeOf(route)));
  }

  private static RuntimeException notAllowed(String id) {
    List<String> methods =
        Routes.methodsOf(id).stream()
            .flatMap(
                method ->
                    method.equals("GET")
                        ? List.of("GET", "HEAD").stream()
                        : List.of(method).stream())
            .toList();
    return Problem.methodNotAllowed(methods.toArray(String[]::new)).exception();
  }

  /** The scope at which the right must be held. */
  static ResourcePath placeOf(ArmRoute route) {
    return switch (route) {
      case ArmRoute.Tenants() -> ResourcePath.ROOT;
      case ArmRoute.Locations(var id) -> ResourcePath.of(id);
      case ArmRoute.Providers(var id) -> subscriptionOrRoot(id);
      case ArmRoute.Provider(var id, _) -> subscriptionOrRoot(id);
      case ArmRoute.ProviderRegistration(var id, _) -> ResourcePath.of(id);
      case ArmRoute.ActivityLog(var id) -> ResourcePath.of(id);
      case ArmRoute.Subscriptions() -> ResourcePath.ROOT;
      case ArmRoute.Subscription(var id) -> ResourcePath.of(id);
      case ArmRoute.Groups(var id) -> ResourcePath.of(id);
      case ArmRoute.Group(var path) -> path;
      case ArmRoute.OperationResult(var in, _) -> ResourcePath.of(in);
      case ArmRoute.Resources(var within) -> within;
      case ArmRoute.ResourcesOfType(var within, _) -> within;
      case ArmRoute.Resource(var path) -> path;
      case ArmRoute.UserIdentities(var within) -> within;
      case ArmRoute.UserIdentity(var path) -> path;
      case ArmRoute.AssociatedResources(var identity) -> identity;
      case ArmRoute.FederatedCredentials(var identity) -> identity;
      case ArmRoute.FederatedCredential(var identity, _) -> identity;
      case ArmRoute.SystemIdentity(var resource) -> resource;
      case ArmRoute.UserIdentityTokens(var identity) -> identity;
      case ArmRoute.SystemIdentityTokens(var resource) -> resource;
      case ArmRoute.WorkloadCredentials(var resource) -> resource;
      case ArmRoute.WorkloadCredential(var resource, _) -> resource;
      case ArmRoute.WorkloadCredentialRotation(var resource, _) -> resource;
      case ArmRoute.RoleDefinitions(var scope) -> scope;
      case ArmRoute.RoleDefinition(var scope, _) -> scope;
      case ArmRoute.RoleAssignments(var scope) -> scope;
      case ArmRoute.RoleAssignment(var scope, _) -> scope;
      case ArmRoute.DenyAssignments(var scope) -> scope;
      case ArmRoute.Permissions(var scope) -> scope;
      case ArmRoute.Locks(var scope) -> scope;
      case ArmRoute.LockAt(var scope, _) -> scope;
    };
  }

  private static ResourcePath subscriptionOrRoot(Optional<SubscriptionId> subscription) {
    return subscription.map(ResourcePath::of).orElse(ResourcePath.ROOT);
  }

  /** The resource type, or the namespace, that the path names, where the action depends on it. */
  private static String typeOf(ArmRoute route) {
    return switch (route) {
      case ArmRoute.ResourcesOfType(_, var type) -> type;
      case ArmRoute.Resource(var path) -> path.type();
      case ArmRoute.ProviderRegistration(_, var namespace) -> namespace;
      case ArmRoute.Tenants _,
          ArmRoute.Locations _,
          ArmRoute.Providers _,
          ArmRoute.Provider _,
          ArmRoute.ActivityLog _,
          ArmRoute.FederatedCredentials _,
          ArmRoute.FederatedCredential _,
          ArmRoute.Subscriptions _,
          ArmRoute.Subscription _,
          ArmRoute.Groups _,
          ArmRoute.Group _,
          ArmRoute.OperationResult _,
          ArmRoute.Resources _,
          ArmRoute.UserIdentities _,
          ArmRoute.UserIdentity _,
          ArmRoute.AssociatedResources _,
          ArmRoute.SystemIdentity _,
          ArmRoute.UserIdentityTokens _,
          ArmRoute.SystemIdentityTokens _,
          ArmRoute.WorkloadCredentials _,
          ArmRoute.WorkloadCredential _,
          ArmRoute.WorkloadCredentialRotation _,
          ArmRoute.RoleDefinitions _,
          ArmRoute.RoleDefinition _,
          ArmRoute.RoleAssignments _,
          ArmRoute.RoleAssignment _,
          ArmRoute.DenyAssignments _,
          ArmRoute.Permissions _,
          ArmRoute.Locks _,
          ArmRoute.LockAt _ ->
          "";
    };
  }
}
