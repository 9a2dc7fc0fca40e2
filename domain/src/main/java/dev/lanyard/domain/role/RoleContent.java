package dev.lanyard.domain.role;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Places;
import java.util.List;
import java.util.Optional;

/** What a command wants a role to say; its scopes are still paths. */
record RoleContent(
    RoleId role,
    String name,
    String description,
    List<Permission> permissions,
    List<ResourcePath> assignable) {
  RoleContent {
    permissions = List.copyOf(permissions);
    assignable = List.copyOf(assignable);
  }

  static RoleContent of(DefineRole command) {
    return new RoleContent(
        command.role(),
        command.name(),
        command.description(),
        command.permissions(),
        command.assignable());
  }

  static RoleContent of(UpdateRole command) {
    return new RoleContent(
        command.role(),
        command.name(),
        command.description(),
        command.permissions(),
        command.assignable());
  }

  /** The role itself, who has or had its name, and what lives at its scopes. */
  Boundary boundary() {
    return Boundary.any(
        Definitions.of(role), Definitions.named(name), Boundaries.lifeAt(assignable));
  }

  /** The first of its scopes at which nothing lives. */
  Optional<ResourcePath> missing(Places places) {
    return assignable.stream().filter(path -> places.scopeAt(path).isEmpty()).findFirst();
  }

  /** The same, with its scopes resolved; a scope that is named twice counts once. */
  RoleBody body(Places places) {
    return new RoleBody(
        name,
        description,
        permissions,
        assignable.stream().flatMap(path -> places.scopeAt(path).stream()).distinct().toList());
  }
}
