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
  static final String KEY_VAULT_SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
  static final String RESOURCE_SERVER = "04aece81-1d26-44f5-aba4-1b3064963fb0";
  static final String AUDITOR = "8deb7f87-1a5a-4285-9a04-60531f79d15f";
  static final String ACCESS_CONTROL_ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
  static final String MANAGED_IDENTITY_CONTRIBUTOR = "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59";
  static final String REPLAY_OPERATOR = "45fb36ee-0bb9-4596-b270-df659dcd1b3f";

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

  /** A service principal of this tenant, and the secret that it proves itself by. */
  record Service(PrincipalId principal, String client, String secret) {
    /** Where it is. */
    String path() {
      return "/principals/" + principal;
    }
  }

  /** A new service principal with a secret. */
  Service service() {
    PrincipalId principal = new PrincipalId(UUID.randomUUID());
    UUID client = UUID.randomUUID();
    String path = "/principals/" + principal;
    Story.done(http.put(path, serviceOf(client)));
    String secret =
        Story.done(http.send("POST", path + "/credentials", "{\"kind\": \"secret\"}"))
            .text("/secret");
    return new Service(principal, client.toString(), secret);
  }

  /** What registers a service principal of this tenant, that is known as a client. */
  static String serviceOf(UUID client) {
    return """
    {"type": "ServicePrincipal", "issuer": "urn:lanyard:local", "subject": "%s"}
    """
        .formatted(client);
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
