package dev.lanyard.api.arm.role;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.Assigned;
import java.util.Optional;

/** A role assignment as ARM writes it (CONTRACT 4.3 and 12). */
final class AssignmentJson {
  private static final String TYPE = "Microsoft.Authorization/roleAssignments";

  private AssignmentJson() {}

  /** The assignment as seen from a scope. */
  static Json.Obj of(Assigned assigned, ResourcePath seenFrom) {
    Grant grant = assigned.grant();
    ResourcePath scope = grant.scope().path();
    Grant.Terms terms = grant.terms();
    JsonBuilder properties =
        new JsonBuilder()
            .text("roleDefinitionId", RoleIds.of(grant.role(), seenFrom, scope))
            .text("principalId", grant.principal())
            .text("principalType", grant.principalType())
            .text("scope", scope)
            .textOrNull("condition", terms.condition())
            .textOrNull("conditionVersion", terms.conditionVersion());
    RoleJson.stamped(properties, assigned.stamps())
        .textOrNull("delegatedManagedIdentityResourceId", Optional.empty())
        .textOrNull("description", terms.description());
    terms.expiresOn().ifPresent(instant -> properties.instant("expiresOn", instant));
    terms.reason().text().ifPresent(reason -> properties.text("reason", reason));
    return new JsonBuilder()
        .json("properties", properties.build())
        .text("id", RoleIds.prefix(scope) + "/providers/" + TYPE + "/" + grant.assignment())
        .text("type", TYPE)
        .text("name", grant.assignment())
        .build();
  }
}
