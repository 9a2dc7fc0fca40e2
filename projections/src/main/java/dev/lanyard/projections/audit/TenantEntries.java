package dev.lanyard.projections.audit;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.ComplianceEvent.ReplayEnded;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.projections.audit.Entry.Facet;
import dev.lanyard.projections.store.RoleBodies;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What events say of what the tenant knows by an id, not a path: roles, grants, principals. */
final class TenantEntries {
  private static final String DISPLAY = "display";
  private static final String REASON = "reason";

  /** The member that is a personal text, by the stored name of the event. */
  private static final Map<String, String> PERSONAL =
      Map.of("PrincipalRegistered", DISPLAY, "RoleAssigned", REASON);

  private TenantEntries() {}

  static Entry of(RoleDefinitionEvent event) {
    return switch (event) {
      case RoleDefined(var role, var type, var body) ->
          role(
              role,
              false,
              new Members().text("type", type).json("role", RoleBodies.write(body)).optional());
      case RoleUpdated(var role, var body, _) ->
          role(role, true, new Members().json("role", RoleBodies.write(body)).optional());
      case RoleDeleted(var role, _) -> role(role, false, Optional.empty());
    };
  }

  private static Entry role(RoleId role, boolean partial, Optional<Json.Obj> after) {
    return new Entry(role.toString(), Optional.empty(), Facet.ROLE, "", partial, after);
  }

  static Entry of(RoleAssignmentEvent event) {
    Optional<Json.Obj> after =
        switch (event) {
          case RoleAssigned(var grant) -> grant(grant).optional();
          case RoleAssignmentRemoved _ -> Optional.empty();
        };
    return new Entry(
        event.grant().assignment().toString(),
        Optional.of(event.grant().scope().path()),
        Facet.ASSIGNMENT,
        "",
        false,
        after);
  }

  private static Members grant(Grant grant) {
    return new Members()
        .text("role", grant.role())
        .text("principal", grant.principal())
        .text("principalType", grant.principalType())
        .text("scope", grant.scope().path())
        .text("scopeId", grant.scope().id())
        .text("condition", grant.terms().condition())
        .text("conditionVersion", grant.terms().conditionVersion())
        .text("description", grant.terms().description())
        .text("expiresOn", grant.terms().expiresOn())
        .text(REASON, grant.terms().reason().text());
  }

  /**
   * What an event says of its subject, without what is personal of it.
   *
   * @param event the stored name of the event
   * @param after what it says
   */
  static Json.Obj withoutPersonal(String event, Json.Obj after) {
    Map<String, Json> members = new LinkedHashMap<>(after.members());
    Optional.ofNullable(PERSONAL.get(event)).ifPresent(members::remove);
    return new Json.Obj(members);
  }

  static Entry of(PrincipalEvent event) {
    return switch (event) {
      case PrincipalRegistered(_, var type, var subject, var display) ->
          principal(
              event,
              false,
              new Members()
                  .text("type", type)
                  .text("issuer", subject.issuer())
                  .text("subject", subject.subject())
                  .text(DISPLAY, display.text())
                  .json("disabled", new Json.Bool(false))
                  .optional());
      case PrincipalDisabled _ ->
          principal(event, true, new Members().json("disabled", new Json.Bool(true)).optional());
      case PrincipalRemoved _ -> principal(event, false, Optional.empty());
    };
  }

  private static Entry principal(PrincipalEvent event, boolean partial, Optional<Json.Obj> after) {
    String subject = event.principal().toString();
    return new Entry(subject, Optional.empty(), Facet.PRINCIPAL, "", partial, after);
  }

  static Entry of(ComplianceEvent event) {
    return switch (event) {
      case ReplayEnded(var replay, var to, var scope, var outcome, var digest, var requestedBy) ->
          new Entry(
              replay.toString(),
              scope,
              Facet.REPLAY,
              "",
              false,
              new Members()
                  .json("to", new Json.Num(BigDecimal.valueOf(to)))
                  .text("scope", scope)
                  .text("outcome", outcome)
                  .text("reportDigest", digest)
                  .text("requestedBy", requestedBy)
                  .optional());
      case PersonalPartErased(var position, var erased, var reason) ->
          new Entry(
              "event/" + position,
              Optional.empty(),
              Facet.ERASURE,
              "",
              false,
              new Members()
                  .number("position", position)
                  .text("event", erased)
                  .text(REASON, reason)
                  .optional());
    };
  }
}
