package dev.lanyard.api.server;

import dev.lanyard.domain.PrincipalId;
import java.util.UUID;

/** Registers principals and gives them roles, as the operator. */
final class Rights {
  static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  static final String MANAGED_IDENTITY_OPERATOR = "f1a07417-d97a-45cb-824c-7a7467783830";
  static final String KEY_VAULT_READER = Story.KEY_VAULT_READER;

  private final Client http;

  Rights(Client http) {
    this.http = http;
  }

  /** A new principal. */
  PrincipalId registered(String type) {
    UUID id = UUID.randomUUID();
    Story.done(
        http.put(
            "/principals/" + id,
            """
            {"type": "%s", "issuer": "https://issuer.example", "subject": "%s"}
            """
                .formatted(type, id)));
    return new PrincipalId(id);
  }

  /** Ends what a principal made by {@link #registered} may do. */
  void disable(PrincipalId user) {
    Story.done(
        http.put(
            "/principals/" + user,
            """
            {"type": "User", "issuer": "https://issuer.example", "subject": "%s",
             "state": "Disabled"}
            """
                .formatted(user)));
  }

  /** A new user that holds a role at a scope. */
  PrincipalId userWith(String role, String scope) {
    PrincipalId user = registered("User");
    give(user, role, scope);
    return user;
  }

  /** Gives a role; returns the assignment's path. */
  String give(PrincipalId principal, String role, String scope) {
    return give(principal, role, scope, "");
  }

  String give(PrincipalId principal, String role, String scope, String moreProperties) {
    String assignment =
        (scope.equals("/") ? "" : scope)
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + UUID.randomUUID();
    Story.done(http.arm("PUT", assignment, assignmentOf(principal, role, moreProperties)));
    return assignment;
  }

  static String assignmentOf(PrincipalId principal, String role, String moreProperties) {
    return """
    {"properties": {"principalId": "%s", "roleDefinitionId":
      "/providers/Microsoft.Authorization/roleDefinitions/%s"%s}}
    """
        .formatted(principal, role, moreProperties);
  }

  /** A new custom role with these actions, assignable at a scope; returns its id. */
  String role(String scope, String actions) {
    String role = UUID.randomUUID().toString();
    Story.done(http.arm("PUT", definition(scope, role), definitionOf(role, scope, actions)));
    return role;
  }

  static String definition(String scope, String role) {
    return scope + "/providers/Microsoft.Authorization/roleDefinitions/" + role;
  }

  static String definitionOf(String name, String scope, String actions) {
    return """
    {"properties": {"roleName": "%s", "description": "", "assignableScopes": ["%s"],
      "permissions": [{"actions": [%s], "notActions": []}]}}
    """
        .formatted(name, scope, actions);
  }
}
