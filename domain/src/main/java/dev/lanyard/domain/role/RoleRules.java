package dev.lanyard.domain.role;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import java.util.List;

/** The rules of role definitions and role assignments. */
public final class RoleRules {
  /** Defines a custom role. */
  public static final Rule<DefineRole, ? extends About<RoleDefinition>> DEFINE =
      new Rule<>(DefineRole.class, new DefineRoleDecider());

  /** Gives a custom role another content, or defines it. */
  public static final Rule<UpdateRole, ? extends About<RoleDefinition>> UPDATE =
      new Rule<>(UpdateRole.class, new UpdateRoleDecider());

  /** Ends a custom role. */
  public static final Rule<DeleteRole, ? extends About<RoleDefinition>> DELETE =
      new Rule<>(DeleteRole.class, new DeleteRoleDecider());

  /** Grants a role to a principal at a scope, or replaces the terms of that. */
  public static final Rule<AssignRole, ? extends About<Grant>> ASSIGN =
      new Rule<>(AssignRole.class, new AssignRoleDecider());

  /** Ends a role assignment. */
  public static final Rule<RemoveRoleAssignment, ? extends About<Grant>> REMOVE =
      new Rule<>(RemoveRoleAssignment.class, new RemoveRoleAssignmentDecider());

  /** Records that a role assignment has expired. */
  public static final Rule<ExpireRoleAssignment, ? extends About<Grant>> EXPIRE =
      new Rule<>(ExpireRoleAssignment.class, new ExpireRoleAssignmentDecider());

  private RoleRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(DEFINE, UPDATE, DELETE, ASSIGN, REMOVE, EXPIRE);
  }
}
