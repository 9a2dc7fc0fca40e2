package dev.lanyard.api.arm;

import dev.lanyard.api.Caller;
import dev.lanyard.api.arm.activity.ActivityLogEndpoint;
import dev.lanyard.api.arm.group.GroupEndpoint;
import dev.lanyard.api.arm.group.SubscriptionEndpoint;
import dev.lanyard.api.arm.group.TenantEndpoint;
import dev.lanyard.api.arm.identity.FederatedCredentialEndpoint;
import dev.lanyard.api.arm.identity.IdentityTokensEndpoint;
import dev.lanyard.api.arm.identity.SystemIdentityEndpoint;
import dev.lanyard.api.arm.identity.UserIdentityEndpoint;
import dev.lanyard.api.arm.lock.LockEndpoint;
import dev.lanyard.api.arm.provider.LocationEndpoint;
import dev.lanyard.api.arm.provider.ProviderEndpoint;
import dev.lanyard.api.arm.resource.ResourceEndpoint;
import dev.lanyard.api.arm.resource.ResourceListEndpoint;
import dev.lanyard.api.arm.role.AssignmentEndpoint;
import dev.lanyard.api.arm.role.PermissionsEndpoint;
import dev.lanyard.api.arm.role.RoleDefinitionEndpoint;
import dev.lanyard.api.arm.workload.WorkloadCredentialEndpoint;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.http.PathNormaliser;
import dev.lanyard.api.http.RequestPath;
import dev.lanyard.api.http.SkipTokens;
import dev.lanyard.api.security.Guard;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The door of the ARM surface: one route for each path, one endpoint for each route. */
@Hidden
@RestController
public class ArmController {
  private final Endpoints endpoints;
  private final Guard guard;
  private final Moments moments;
  private final SkipTokens skipTokens;

  /** The endpoints of all features. */
  public record Endpoints(
      TenantEndpoint tenants,
      LocationEndpoint locations,
      ProviderEndpoint providers,
      ActivityLogEndpoint activityLog,
      SubscriptionEndpoint subscriptions,
      GroupEndpoint groups,
      ResourceEndpoint resources,
      ResourceListEndpoint resourceLists,
      UserIdentityEndpoint userIdentities,
      FederatedCredentialEndpoint federatedCredentials,
      SystemIdentityEndpoint systemIdentities,
      IdentityTokensEndpoint identityTokens,
      WorkloadCredentialEndpoint workloadCredentials,
      RoleDefinitionEndpoint roles,
      AssignmentEndpoint assignments,
      PermissionsEndpoint permissions,
      LockEndpoint locks) {}

  /** Makes a door to these endpoints. */
  public ArmController(Endpoints endpoints, Guard guard, Moments moments, SkipTokens skipTokens) {
    this.endpoints = endpoints;
    this.guard = guard;
    this.moments = moments;
    this.skipTokens = skipTokens;
  }

  /** Replies to every method on every path of ARM. */
  @RequestMapping({
    "/subscriptions",
    "/subscriptions/**",
    "/providers",
    "/providers/**",
    "/tenants",
    "/tenants/**"
  })
  public void serve(
      @RequestAttribute(PathNormaliser.ATTRIBUTE) RequestPath path,
      HttpServletRequest http,
      HttpServletResponse reply,
      Caller caller)
      throws IOException {
    reply.setHeader(Moment.POSITION_HEADER, Long.toString(moments.position()));
    ArmRoute route = ArmRouter.route(path);
    ArmRights rights = ArmRights.of(route, http.getMethod());
    ArmRequest request =
        new ArmRequest(
            http,
            reply,
            guard.admit(http, caller, rights.needed(), rights.row()),
            moments,
            skipTokens);
    request.apiVersion();
    write(dispatch(route, request), request.isHead(), reply);
  }

  private ArmReply dispatch(ArmRoute route, ArmRequest request) throws IOException {
    return switch (route) {
      case ArmRoute.Tenants() -> endpoints.tenants.list(request);
      case ArmRoute.Locations(var id) -> endpoints.locations.list(request, id);
      case ArmRoute.Providers(var id) -> endpoints.providers.list(request, id);
      case ArmRoute.Provider(var id, var namespace) ->
          endpoints.providers.get(request, id, namespace);
      case ArmRoute.ProviderRegistration(var id, var namespace) ->
          endpoints.providers.register(request, id, namespace);
      case ArmRoute.ActivityLog(var id) -> endpoints.activityLog.list(request, id);
      case ArmRoute.Subscriptions() -> endpoints.subscriptions.list(request);
      case ArmRoute.Subscription(var id) -> endpoints.subscriptions.get(request, id);
      case ArmRoute.Groups(var id) -> endpoints.groups.list(request, id);
      case ArmRoute.Group(var path) -> endpoints.groups.serve(request, path);
      case ArmRoute.OperationResult(var in, var id) -> endpoints.groups.operation(request, in, id);
      case ArmRoute.Resources(var within) ->
          endpoints.resourceLists.list(request, within, Optional.empty());
      case ArmRoute.ResourcesOfType(var within, var type) ->
          endpoints.resourceLists.list(request, within, Optional.of(type));
      case ArmRoute.Resource(var path) -> endpoints.resources.serve(request, path);
      case ArmRoute.UserIdentities(var within) -> endpoints.userIdentities.list(request, within);
      case ArmRoute.UserIdentity(var path) -> endpoints.userIdentities.serve(request, path);
      case ArmRoute.AssociatedResources(var identity) ->
          endpoints.userIdentities.associated(request, identity);
      case ArmRoute.FederatedCredentials(var identity) ->
          endpoints.federatedCredentials.list(request, identity);
      case ArmRoute.FederatedCredential(var identity, var name) ->
          endpoints.federatedCredentials.serve(request, identity, name);
      case ArmRoute.SystemIdentity(var resource) ->
          endpoints.systemIdentities.get(request, resource);
      case ArmRoute.UserIdentityTokens(var identity) ->
          endpoints.identityTokens.revoke(request, identity);
      case ArmRoute.SystemIdentityTokens(var resource) ->
          endpoints.identityTokens.revoke(request, resource);
      case ArmRoute.WorkloadCredentials(var resource) ->
          endpoints.workloadCredentials.serve(request, resource);
      case ArmRoute.WorkloadCredential(var resource, var id) ->
          endpoints.workloadCredentials.serve(request, resource, id);
      case ArmRoute.WorkloadCredentialRotation(var resource, var id) ->
          endpoints.workloadCredentials.rotate(request, resource, id);
      case ArmRoute.RoleDefinitions(var scope) -> endpoints.roles.list(request, scope);
      case ArmRoute.RoleDefinition(var scope, var role) ->
          endpoints.roles.serve(request, scope, role);
      case ArmRoute.RoleAssignments(var scope) -> endpoints.assignments.list(request, scope);
      case ArmRoute.RoleAssignment(var scope, var name) ->
          endpoints.assignments.serve(request, scope, name);
      case ArmRoute.Permissions(var scope) -> endpoints.permissions.list(request, scope);
      case ArmRoute.DenyAssignments _ -> endpoints.assignments.denyAssignments(request);
      case ArmRoute.Locks(var scope) -> endpoints.locks.list(request, scope);
      case ArmRoute.LockAt(var scope, var name) -> endpoints.locks.serve(request, scope, name);
    };
  }

  /** HEAD tells that something is there by 204, as ARM does. */
  private static void write(ArmReply answer, boolean head, HttpServletResponse reply)
      throws IOException {
    reply.setStatus(head && answer.status() == 200 ? 204 : answer.status());
    answer.headers().forEach(reply::setHeader);
    if (!head && answer.body().isPresent()) {
      byte[] body = JsonText.write(answer.body().get());
      reply.setContentType("application/json");
      reply.setContentLength(body.length);
      reply.getOutputStream().write(body);
    }
  }
}
