package dev.lanyard.api.arm.identity;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.UserIdentityBody.Isolation;

/** A user-assigned identity as ARM writes it (CONTRACT 4.2). */
public final class UserIdentityJson {
  private UserIdentityJson() {}

  /** The identity; {@code isolationScope} is told where it isolates. */
  public static Json.Obj of(LiveUserIdentity identity, TenantId tenant) {
    ResourcePath path = identity.scope().path();
    JsonBuilder properties =
        new JsonBuilder()
            .text("tenantId", tenant)
            .text("principalId", identity.principal())
            .text("clientId", identity.client());
    if (identity.body().isolation() != Isolation.NONE) {
      properties.text("isolationScope", identity.body().isolation());
    }
    return new JsonBuilder()
        .text("id", path)
        .text("name", path.name())
        .text("type", path.type())
        .text("location", identity.location())
        .tags(identity.body().tags())
        .json("properties", properties.build())
        .build();
  }
}
