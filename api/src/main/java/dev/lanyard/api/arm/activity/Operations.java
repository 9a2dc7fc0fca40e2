package dev.lanyard.api.arm.activity;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.audit.AuditRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which ARM operation a fact of the ledger is. */
final class Operations {
  /** What is done to something. */
  private enum Verb {
    CREATE("write", "PUT", 201),
    UPDATE("write", "PUT", 200),
    DELETE("delete", "DELETE", 200),
    ISSUE("write", "POST", 201),
    REVOKE_TOKENS("revokeTokens/action", "POST", 200);

    private final String action;
    private final String method;
    private final int status;

    Verb(String action, String method, int status) {
      this.action = action;
      this.method = method;
      this.status = status;
    }
  }

  /** By the stored names of facts at a place or of roles; those that are not here are not told. */
  private static final Map<String, Verb> VERBS =
      Map.ofEntries(
          Map.entry("ResourceGroupCreated", Verb.CREATE),
          Map.entry("ResourceGroupUpdated", Verb.UPDATE),
          Map.entry("ResourceGroupDeleted", Verb.DELETE),
          Map.entry("ResourceCreated", Verb.CREATE),
          Map.entry("ResourceUpdated", Verb.UPDATE),
          Map.entry("ResourceDeleted", Verb.DELETE),
          Map.entry("SystemIdentityEnabled", Verb.UPDATE),
          Map.entry("SystemIdentityDeleted", Verb.UPDATE),
          Map.entry("UserIdentityAttached", Verb.UPDATE),
          Map.entry("UserIdentityDetached", Verb.UPDATE),
          Map.entry("UserIdentityCreated", Verb.CREATE),
          Map.entry("UserIdentityUpdated", Verb.UPDATE),
          Map.entry("UserIdentityDeleted", Verb.DELETE),
          Map.entry("RoleAssigned", Verb.CREATE),
          Map.entry("RoleAssignmentRemoved", Verb.DELETE),
          Map.entry("RoleDefined", Verb.CREATE),
          Map.entry("RoleUpdated", Verb.UPDATE),
          Map.entry("RoleDeleted", Verb.DELETE),
          Map.entry("LockPlaced", Verb.CREATE),
          Map.entry("LockRemoved", Verb.DELETE),
          Map.entry("CredentialIssued", Verb.ISSUE),
          Map.entry("CredentialRotated", Verb.ISSUE),
          Map.entry("CredentialRevoked", Verb.DELETE),
          Map.entry("FederatedCredentialAdded", Verb.CREATE),
          Map.entry("FederatedCredentialUpdated", Verb.UPDATE),
          Map.entry("FederatedCredentialRemoved", Verb.DELETE),
          Map.entry("TokensRevoked", Verb.REVOKE_TOKENS));

  private Operations() {}

  /** The operation of a row in the log of a subscription; empty if ARM has none for it there. */
  static Optional<Operation> of(AuditRow row, SubscriptionId in, RoleScopes roles) {
    Optional<Verb> verb = Optional.ofNullable(VERBS.get(row.eventName()));
    Optional<ResourcePath> path =
        row.path()
            .map(text -> ResourcePath.parse("path", text))
            .or(() -> roles.reach(row, in) ? Optional.of(ResourcePath.of(in)) : Optional.empty());
    return verb.flatMap(what -> path.map(where -> of(row, what, where)));
  }

  private static Operation of(AuditRow row, Verb verb, ResourcePath path) {
    Concern about = Concern.of(row, path);
    Optional<Json.Obj> terms =
        about.type().equals(Concern.ASSIGNMENTS) ? grant(row) : Optional.empty();
    return new Operation(
        Long.toString(row.position()),
        row.committedAt(),
        row.eventId(),
        row.cause().correlation(),
        about.type() + "/" + verb.action,
        about.id(),
        List.of(path),
        verb.status,
        Optional.empty(),
        about.id(),
        about.type(),
        path.group().map(ResourcePath::name),
        row.cause().caller(),
        terms.filter(_ -> verb != Verb.DELETE),
        terms.filter(_ -> verb == Verb.DELETE),
        new Operation.Http(
            verb.method,
            about.id(),
            path,
            row.cause().sourceAddress(),
            row.cause().requestId(),
            row.cause().clientRequestId()));
  }

  /** What is from the fact on, or what was until it where something ended. */
  private static Optional<Json.Obj> state(AuditRow row) {
    return row.after().or(row::before);
  }

  /** The grant as a body of ARM, which clients read to tell who was granted what. */
  private static Optional<Json.Obj> grant(AuditRow row) {
    Optional<Json.Obj> grant = state(row);
    Optional<String> role = Concern.text(grant, "role");
    Optional<String> scope = row.path();
    if (role.isEmpty() || scope.isEmpty()) {
      return Optional.empty();
    }
    String subscription =
        ResourcePath.parse("path", scope.get())
            .subscription()
            .map(id -> ResourcePath.of(id).toString())
            .orElse("");
    JsonBuilder properties =
        new JsonBuilder()
            .text(
                "roleDefinitionId",
                subscription + Concern.AUTHORIZATION + "roleDefinitions/" + role.get())
            .text("principalId", Concern.text(grant, "principal").orElse(""))
            .text("principalType", Concern.text(grant, "principalType").orElse(""))
            .text("scope", scope.get());
    return Optional.of(
        new JsonBuilder()
            .text("name", row.subject())
            .json("properties", properties.build())
            .build());
  }
}
