package dev.lanyard.api.graph;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.DirectoryEntry;
import dev.lanyard.projections.state.ManagedIdentity;
import java.util.List;
import java.util.Optional;

/**
 * A directory object as Graph writes it (CONTRACT, section 5).
 *
 * @param sight whose names and paths are written; the others have their ids for names
 */
record ObjectJson(GraphSight sight) {

  /** The kind of an entry. */
  static ObjectKind kindOf(DirectoryEntry entry) {
    return switch (entry) {
      case DirectoryEntry.Managed _ -> ObjectKind.SERVICE_PRINCIPAL;
      case DirectoryEntry.Registered(var principal) -> ObjectKind.of(principal.type());
    };
  }

  /** The object. */
  Json.Obj of(DirectoryEntry entry) {
    return members(entry, new JsonBuilder()).build();
  }

  /** The object behind its type, which lists of several kinds need. */
  Json.Obj typed(DirectoryEntry entry) {
    JsonBuilder json =
        new JsonBuilder().text("@odata.type", "#microsoft.graph." + kindOf(entry).type());
    return members(entry, json).build();
  }

  private JsonBuilder members(DirectoryEntry entry, JsonBuilder json) {
    return switch (entry) {
      case DirectoryEntry.Managed(var identity) -> managed(identity, json);
      case DirectoryEntry.Registered(var principal) ->
          switch (principal.type()) {
            case SERVICE_PRINCIPAL -> application(principal, json);
            case USER -> user(principal, json);
            case GROUP -> group(principal, json);
          };
    };
  }

  /** Whether it is user-assigned, and the resource that it is, or is on. */
  private JsonBuilder managed(ManagedIdentity identity, JsonBuilder json) {
    ResourcePath path = identity.scope().path();
    String explicit = "isExplicit=" + (identity.system() ? "False" : "True");
    boolean seen = sight.sees(path);
    return json.text("id", identity.principal())
        .text("appId", identity.client())
        .text("displayName", seen ? path.name() : identity.principal())
        .text("servicePrincipalType", "ManagedIdentity")
        .json("accountEnabled", new Json.Bool(true))
        .texts("alternativeNames", seen ? List.of(explicit, path) : List.of(explicit))
        .texts("servicePrincipalNames", List.of(identity.client()));
  }

  /** Its application is known by the subject, where that is an application id. */
  private static JsonBuilder application(Principal principal, JsonBuilder json) {
    String subject = principal.subject().subject();
    return json.text("id", principal.principal())
        .textOrNull("appId", isId(subject) ? Optional.of(subject) : Optional.empty())
        .textOrNull("displayName", principal.display().text())
        .text("servicePrincipalType", "Application")
        .json("accountEnabled", new Json.Bool(!principal.disabled()))
        .texts("alternativeNames", List.of())
        .texts("servicePrincipalNames", List.of(subject));
  }

  private static boolean isId(String text) {
    try {
      ClientId.parse("appId", text);
      return true;
    } catch (MalformedValue e) {
      return false;
    }
  }

  private static JsonBuilder user(Principal principal, JsonBuilder json) {
    return json.text("id", principal.principal())
        .textOrNull("displayName", principal.display().text())
        .text("userPrincipalName", principal.subject().subject())
        .textOrNull("mail", Optional.empty())
        .json("accountEnabled", new Json.Bool(!principal.disabled()));
  }

  private static JsonBuilder group(Principal principal, JsonBuilder json) {
    return json.text("id", principal.principal())
        .textOrNull("displayName", principal.display().text())
        .textOrNull("mail", Optional.empty())
        .json("mailEnabled", new Json.Bool(false))
        .json("securityEnabled", new Json.Bool(!principal.disabled()))
        .texts("groupTypes", List.of());
  }
}
