package dev.lanyard.api.arm.role;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.projections.state.Defined;
import dev.lanyard.projections.state.Stamps;

/** A role definition as ARM writes it (CONTRACT 4.3). */
final class RoleJson {
  private RoleJson() {}

  /** The role as seen from a scope. */
  static Json.Obj of(Defined defined, ResourcePath seenFrom) {
    RoleDefinition role = defined.definition();
    JsonBuilder properties =
        new JsonBuilder()
            .text("roleName", role.body().name())
            .text("type", role.type())
            .text("description", role.body().description())
            .texts(
                "assignableScopes",
                role.body().assignable().stream().map(scope -> scope.path()).toList())
            .json(
                "permissions",
                new Json.Arr(
                    role.body().permissions().stream().<Json>map(RoleJson::permission).toList()));
    return new JsonBuilder()
        .text("id", RoleIds.of(role.role(), seenFrom, ResourcePath.ROOT))
        .text("type", "Microsoft.Authorization/roleDefinitions")
        .text("name", role.role())
        .json("properties", stamped(properties, defined.stamps()).build())
        .build();
  }

  /** One entry of a role. */
  static Json.Obj permission(Permission permission) {
    return new JsonBuilder()
        .texts("actions", permission.actions())
        .texts("notActions", permission.notActions())
        .texts("dataActions", permission.dataActions())
        .texts("notDataActions", permission.notDataActions())
        .build();
  }

  /** Who made it and changed it, and when. */
  static JsonBuilder stamped(JsonBuilder properties, Stamps stamps) {
    return properties
        .instant("createdOn", stamps.createdOn())
        .instant("updatedOn", stamps.updatedOn())
        .text("createdBy", stamps.createdBy())
        .text("updatedBy", stamps.updatedBy());
  }
}
