package dev.lanyard.domain.command;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of role definitions and role assignments. */
public sealed interface RoleCommand extends LifecycleCommand {

  /**
   * Defines a custom role.
   *
   * <p>Refused as {@code RoleExists}, {@code RoleNameTaken} or {@code ScopeNotFound}.
   *
   * @param assignable paths of scopes, one at least
   */
  @Command(namespace = NAMESPACE, name = "DefineRole", version = "1")
  record DefineRole(
      RoleId role,
      String name,
      String description,
      List<Permission> permissions,
      List<ResourcePath> assignable)
      implements RoleCommand {
    public DefineRole {
      permissions = List.copyOf(permissions);
      assignable = List.copyOf(assignable);
    }
  }

  /**
   * Gives a custom role another content; defines it where it is missing (ARM's PUT).
   *
   * <p>Refused as {@code RoleIsBuiltIn}, {@code RoleNameTaken}, {@code ScopeNotFound} or {@code
   * RoleScopeInUse}.
   */
  @Command(namespace = NAMESPACE, name = "UpdateRole", version = "1")
  record UpdateRole(
      RoleId role,
      String name,
      String description,
      List<Permission> permissions,
      List<ResourcePath> assignable)
      implements RoleCommand {
    public UpdateRole {
      permissions = List.copyOf(permissions);
      assignable = List.copyOf(assignable);
    }
  }

  /**
   * Ends a custom role that nobody holds. Missing is accepted.
   *
   * <p>Refused as {@code RoleIsBuiltIn} or {@code RoleInUse}.
   */
  @Command(namespace = NAMESPACE, name = "DeleteRole", version = "1")
  record DeleteRole(RoleId role) implements RoleCommand {}

  /**
   * Grants a role to a principal at a scope. The same assignment with other terms is replaced.
   *
   * <p>Refused as {@code ScopeNotFound}, {@code PrincipalNotFound}, {@code PrincipalTypeDiffers},
   * {@code RoleNotFound}, {@code RoleNotAssignableHere}, {@code RoleAssignmentExists}, {@code
   * RoleAssignmentFixed}, {@code ExpiryPassed}, {@code LastOwner} or {@code ScopeLocked}.
   *
   * @param principalType empty where the body has none: what the principal is
   * @param askedAt the sender's clock, against which an expiry must lie ahead
   */
  @Command(namespace = NAMESPACE, name = "AssignRole", version = "1")
  record AssignRole(
      AssignmentId assignment,
      ResourcePath scope,
      RoleId role,
      PrincipalId principal,
      Optional<PrincipalType> principalType,
      Grant.Terms terms,
      Instant askedAt)
      implements RoleCommand {}

  /**
   * Ends a role assignment. Missing is accepted.
   *
   * <p>Refused as {@code LastOwner} or {@code ScopeLocked}.
   *
   * @param scope where the sender holds it to be: an assignment elsewhere counts as missing
   */
  @Command(namespace = NAMESPACE, name = "RemoveRoleAssignment", version = "1")
  record RemoveRoleAssignment(AssignmentId assignment, ResourcePath scope) implements RoleCommand {}

  /**
   * Records that an assignment's expiry has passed; never refused. One that has none, or whose
   * expiry is later than {@code now}, stays.
   */
  @Command(namespace = NAMESPACE, name = "ExpireRoleAssignment", version = "1")
  record ExpireRoleAssignment(AssignmentId assignment, Instant now) implements RoleCommand {}
}
