package dev.lanyard.domain;

/** A live role definition. */
public record RoleDefinition(RoleId role, RoleType type, RoleBody body) {
  /** Owner: the built-in role that may do all; the last-Owner rule is about it (CONTRACT 4.3). */
  public static final RoleId OWNER = RoleId.parse("owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
}
