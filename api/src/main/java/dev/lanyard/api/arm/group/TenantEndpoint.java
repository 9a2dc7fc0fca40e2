package dev.lanyard.api.arm.group;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.TenantId;
import java.util.List;

/** The tenants that a caller can reach: the one of this installation (CONTRACT 4.1). */
public final class TenantEndpoint {
  private final TenantId tenant;

  /** Makes an endpoint of a tenant. */
  public TenantEndpoint(TenantId tenant) {
    this.tenant = tenant;
  }

  /** All of them, which are the same at any moment. */
  public ArmReply list(ArmRequest request) {
    request.requireGet();
    request.moment();
    Json.Obj home =
        new JsonBuilder()
            .text("id", "/tenants/" + tenant)
            .text("tenantId", tenant)
            .text("displayName", "Lanyard")
            .text("tenantCategory", "Home")
            .json("domains", new Json.Arr(List.of()))
            .build();
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(List.of(home))).build());
  }
}
