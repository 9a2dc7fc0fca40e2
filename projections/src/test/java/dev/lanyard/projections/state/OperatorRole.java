package dev.lanyard.projections.state;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A role and grants of it, to ask about. */
final class OperatorRole {
  static final RoleId OPERATOR = new RoleId(new UUID(0x90, 1));
  static final ActionPattern COMPUTE = new ActionPattern("Microsoft.Compute/*");
  static final ActionPattern NO_POWER = new ActionPattern("*/powerOff/action");
  static final ActionPattern SECRETS = new ActionPattern("Microsoft.KeyVault/vaults/secrets/*");
  static final RoleBody OPERATOR_BODY =
      new RoleBody(
          "Operator",
          "",
          List.of(new Permission(List.of(COMPUTE), List.of(NO_POWER), List.of(SECRETS), List.of())),
          List.of(Scope.ROOT));

  private OperatorRole() {}

  static HeldGrant held(int number, PrincipalId holder, Scope at, long assigned, long worded) {
    return new HeldGrant(
        id(number),
        OPERATOR,
        "Operator",
        holder,
        PrincipalType.USER,
        at.path(),
        Optional.empty(),
        assigned,
        worded);
  }

  static RequestedAction action(String text) {
    return RequestedAction.parse("action", text, false);
  }

  static RoleAssigned assigned(int number, PrincipalId principal, Scope scope) {
    return new RoleAssigned(grant(number, principal, scope));
  }

  static RoleAssigned assigned(int number, PrincipalId principal, Scope scope, Grant.Terms terms) {
    return new RoleAssigned(
        new Grant(id(number), OPERATOR, principal, PrincipalType.USER, scope, terms));
  }

  static Grant grant(int number, PrincipalId principal, Scope scope) {
    return new Grant(id(number), OPERATOR, principal, PrincipalType.USER, scope, Grant.Terms.NONE);
  }

  static Grant.Terms terms(Optional<String> condition, Optional<Instant> expiresOn) {
    return new Grant.Terms(
        condition, condition.map(_ -> "2.0"), Optional.empty(), expiresOn, Personal.none());
  }

  static PrincipalRegistered registered(PrincipalId principal, PrincipalType type) {
    return new PrincipalRegistered(
        principal, type, new Subject("https://issuer", principal.toString()), Personal.none());
  }

  static AssignmentId id(int number) {
    return new AssignmentId(new UUID(0xd000, number));
  }
}
