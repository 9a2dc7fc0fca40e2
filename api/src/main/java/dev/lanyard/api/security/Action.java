package dev.lanyard.api.security;

import dev.lanyard.domain.Permission;
import dev.lanyard.projections.state.RequestedAction;

/**
 * What a request does, as roles name it: {@code Microsoft.Compute/virtualMachines/write}. Without
 * stars; case does not count.
 */
public record Action(String text) {
  private static final String READ = "/read";

  /** What attaching a user-assigned identity needs at the identity (CONTRACT 4.2). */
  public static final Action ASSIGN_IDENTITY =
      new Action("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action");

  /** Reading things of a type. */
  public static Action read(String type) {
    return new Action(type + READ);
  }

  /** Whether an entry of a role grants it. */
  public boolean grantedBy(Permission permission) {
    return new RequestedAction(text, false).grantedBy(permission);
  }

  @Override
  public String toString() {
    return text;
  }
}
