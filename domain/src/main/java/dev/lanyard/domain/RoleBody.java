package dev.lanyard.domain;

import java.util.List;

/**
 * What a role definition says.
 *
 * @param name its name, unique in the tenant without case; 1 to 512 characters
 * @param description at most 2,048 characters
 * @param permissions what it grants
 * @param assignable the scopes at or below which it can be assigned; one at least, no two the same
 */
public record RoleBody(
    String name, String description, List<Permission> permissions, List<Scope> assignable) {
  /** Longest role name, in characters (CONTRACT 10). */
  public static final int NAME_MAX = 512;

  /** Longest description, in characters (CONTRACT 10). */
  public static final int DESCRIPTION_MAX = 2_048;

  /** Most assignable scopes (CONTRACT 10). */
  public static final int ASSIGNABLE_MAX = 2_000;

  public RoleBody {
    permissions = List.copyOf(permissions);
    assignable = List.copyOf(assignable);
  }

  /** Whether the role can be assigned at a scope. */
  public boolean assignableAt(Scope scope) {
    return assignable.stream().anyMatch(at -> scope.isWithin(at.id()));
  }
}
