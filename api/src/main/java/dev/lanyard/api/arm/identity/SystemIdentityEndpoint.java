package dev.lanyard.api.arm.identity;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.projections.state.StateQueries;

/**
 * A resource's system-assigned identity, at {@code {resource}/providers/Microsoft.ManagedIdentity/
 * identities/default}: the only place that tells its client id (CONTRACT 4.2).
 */
public final class SystemIdentityEndpoint {
  private final StateQueries state;
  private final TenantId tenant;

  /** Makes an endpoint of this node's view. */
  public SystemIdentityEndpoint(StateQueries state, TenantId tenant) {
    this.state = state;
    this.tenant = tenant;
  }

  /** The identity of a resource. */
  public ArmReply get(ArmRequest request, ResourcePath path) {
    request.requireGet();
    LiveResource resource =
        state.resource(path, request.moment().asOf()).orElseThrow(() -> missing(path));
    SystemIdentity system = resource.system().orElseThrow(() -> missing(path));
    return ArmReply.of(200, json(resource, system));
  }

  private static ProblemException missing(ResourcePath path) {
    return Problem.of(
            404,
            "ResourceNotFound",
            "There is no system-assigned identity on '" + path + "': it was not found.")
        .exception();
  }

  private Json.Obj json(LiveResource resource, SystemIdentity system) {
    JsonBuilder json =
        new JsonBuilder()
            .text(
                "id",
                resource.scope().path() + "/providers/Microsoft.ManagedIdentity/identities/default")
            .text("name", "default")
            .text("type", "Microsoft.ManagedIdentity/identities");
    resource.location().ifPresent(location -> json.text("location", location));
    return json.tags(resource.body().tags())
        .json(
            "properties",
            new JsonBuilder()
                .text("tenantId", tenant)
                .text("principalId", system.principal())
                .text("clientId", system.client())
                .build())
        .build();
  }
}
