package dev.lanyard.api.security;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.Permission;
import java.util.List;
import java.util.function.Predicate;

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
    List<String> spellings = spellings();
    return spellings.stream().anyMatch(permission::grants)
        && permission.notActions().stream().noneMatch(covers(spellings));
  }

  private static Predicate<ActionPattern> covers(List<String> spellings) {
    return pattern -> spellings.stream().anyMatch(pattern::matches);
  }

  /**
   * Azure's own roles name reading a thing, and assigning an identity, with a star where the
   * thing's name would stand: {@code vaults/*}{@code /read} of Key Vault Reader, {@code
   * userAssignedIdentities/*}{@code /assign/action} of Managed Identity Operator (CONTRACT 4.3).
   * The empty name is what such a star covers.
   */
  private List<String> spellings() {
    if (equals(ASSIGN_IDENTITY)) {
      return List.of(text, text.replace("/assign/", "//assign/"));
    }
    return text.endsWith(READ)
        ? List.of(text, text.substring(0, text.length() - READ.length()) + "/" + READ)
        : List.of(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
