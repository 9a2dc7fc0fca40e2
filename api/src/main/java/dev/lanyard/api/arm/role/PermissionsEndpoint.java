package dev.lanyard.api.arm.role;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.Moment;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.WordedGrant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the caller may do at a scope: the entries of the roles that it, or a group of it, holds
 * there (CONTRACT 4.3). Where one may nothing, the list is empty.
 */
public final class PermissionsEndpoint {
  private final AccessDecisions decisions;
  private final InstantSource clock;

  /** Makes an endpoint of this node's view. */
  public PermissionsEndpoint(AccessDecisions decisions, InstantSource clock) {
    this.decisions = decisions;
    this.clock = clock;
  }

  /**
   * The caller's permissions, or those that it had as of a moment, with the groups that it has now;
   * a role that is held twice is told once.
   */
  public ArmReply list(ArmRequest request, ResourcePath scope) {
    request.requireGet();
    Moment moment = request.moment();
    Instant at = request.evaluated(moment, clock.instant());
    Holders holders = new Holders(request.caller().principal(), request.caller().groups());
    Map<RoleId, List<Permission>> roles = new LinkedHashMap<>();
    for (WordedGrant held : decisions.held(holders, scope, moment.asOf(), at)) {
      roles.put(held.grant().role(), held.permissions());
    }
    List<Json> entries = new ArrayList<>();
    roles.values().forEach(role -> role.forEach(entry -> entries.add(RoleJson.permission(entry))));
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(entries)).build());
  }
}
