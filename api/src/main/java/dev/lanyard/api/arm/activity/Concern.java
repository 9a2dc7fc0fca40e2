package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.projections.audit.AuditRow;
import java.util.Optional;

/**
 * What a fact is about, as ARM names it.
 *
 * @param id ARM id
 * @param type its full type
 */
record Concern(String id, String type) {
  static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
  static final String ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
  private static final String DEFINITIONS = "Microsoft.Authorization/roleDefinitions";
  private static final String LOCKS = "Microsoft.Authorization/locks";
  private static final String GROUPS = "Microsoft.Resources/subscriptions/resourceGroups";
  private static final String CREDENTIALS = "Lanyard.Workload/credentials";
  private static final String FEDERATED = "/federatedIdentityCredentials";
  private static final String SYSTEM = "Microsoft.ManagedIdentity/identities";

  /**
   * What a fact is about.
   *
   * @param path where it is, or what it hangs on
   */
  static Concern of(AuditRow row, ResourcePath path) {
    String scope = path.kind() == ResourcePath.Kind.ROOT ? "" : path.toString();
    return switch (row.eventName()) {
      case "RoleAssigned", "RoleAssignmentRemoved" ->
          new Concern(scope + AUTHORIZATION + "roleAssignments/" + row.subject(), ASSIGNMENTS);
      case "RoleDefined", "RoleUpdated", "RoleDeleted" ->
          new Concern(scope + AUTHORIZATION + "roleDefinitions/" + row.subject(), DEFINITIONS);
      case "LockPlaced", "LockRemoved" ->
          new Concern(scope + AUTHORIZATION + "locks/" + name(row), LOCKS);
      case "CredentialIssued", "CredentialRotated", "CredentialRevoked" ->
          new Concern(scope + "/providers/" + CREDENTIALS + "/" + row.subject(), CREDENTIALS);
      case "FederatedCredentialAdded", "FederatedCredentialUpdated", "FederatedCredentialRemoved" ->
          new Concern(scope + FEDERATED + "/" + name(row), path.type() + FEDERATED);
      case "TokensRevoked" -> identity(path);
      default -> new Concern(path.toString(), typeOf(path));
    };
  }

  private static Concern identity(ResourcePath path) {
    return path.type().equalsIgnoreCase(UserIdentityCommand.TYPE)
        ? new Concern(path.toString(), path.type())
        : new Concern(path + "/providers/" + SYSTEM + "/default", SYSTEM);
  }

  /** The type of what a path names, as actions on it begin. */
  static String typeOf(ResourcePath path) {
    return path.kind() == ResourcePath.Kind.GROUP ? GROUPS : path.type();
  }

  private static String name(AuditRow row) {
    return text(row.after().or(row::before), "name").orElse("");
  }

  /** A text of a state. */
  static Optional<String> text(Optional<Json.Obj> object, String name) {
    return object.flatMap(
        found ->
            found.members().get(name) instanceof Json.Text(var text)
                ? Optional.of(text)
                : Optional.empty());
  }
}
