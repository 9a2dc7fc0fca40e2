package dev.lanyard.api.arm.role;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.Moment;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.state.Entitlement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the caller may do at a scope: the entries of the roles that it, or a group of it, holds
 * there (CONTRACT 4.3). Where one may nothing, the list is empty.
 */
public final class PermissionsEndpoint {

  /** The caller's permissions now; a role that is held twice is told once. */
  public ArmReply list(ArmRequest request, ResourcePath scope) {
    request.requireGet();
    if (request.query(Moment.AS_OF).isPresent()) {
      throw new MalformedValue(Moment.AS_OF, "is not offered here: permissions are those of now");
    }
    Map<RoleId, List<Permission>> roles = new LinkedHashMap<>();
    for (Entitlement grant : request.guarded().held(scope)) {
      roles.put(grant.role(), grant.permissions());
    }
    List<Json> entries = new ArrayList<>();
    roles.values().forEach(role -> role.forEach(entry -> entries.add(RoleJson.permission(entry))));
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(entries)).build());
  }
}
