package dev.lanyard.domain.role;

import dev.lanyard.domain.About;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.ExpiryPassed;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.PrincipalTypeDiffers;
import dev.lanyard.domain.Rejection.RoleAssignmentExists;
import dev.lanyard.domain.Rejection.RoleAssignmentFixed;
import dev.lanyard.domain.Rejection.RoleNotAssignableHere;
import dev.lanyard.domain.Rejection.RoleNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.principal.Standing;
import dev.lanyard.domain.resource.Grants;
import dev.lanyard.domain.resource.Locks;
import dev.lanyard.domain.resource.Owners;
import dev.lanyard.domain.resource.Places;
import java.util.List;
import java.util.Optional;

/**
 * What must be known before a role is assigned, and what may stand against it.
 *
 * @param subject the assignment as it is
 * @param grants live grants, the same role to the same principal at the same scope among them
 */
record AssignRoleState(
    AssignmentId about,
    RoleId roleId,
    PrincipalId principalId,
    Optional<Grant> subject,
    Optional<RoleDefinition> role,
    Standing principal,
    Places places,
    Grants grants,
    Locks locks,
    Owners owners)
    implements About<Grant> {

  static AssignRoleState of(AssignRole command) {
    return new AssignRoleState(
        command.assignment(),
        command.role(),
        command.principal(),
        Optional.empty(),
        Optional.empty(),
        new Standing.Unknown(),
        new Places(),
        new Grants(),
        new Locks(),
        new Owners());
  }

  AssignRoleState after(LifecycleEvent event) {
    places.fold(event);
    grants.fold(event);
    locks.fold(event);
    owners.fold(event);
    return new AssignRoleState(
        about,
        roleId,
        principalId,
        Assignments.after(subject, about, event),
        Definitions.after(role, roleId, event),
        principal.after(principalId, event),
        places,
        grants,
        locks,
        owners);
  }

  Optional<Rejection> badPrincipal(AssignRole command) {
    Optional<PrincipalType> actual = principal.type();
    if (actual.isEmpty()) {
      return Optional.of(new PrincipalNotFound(principalId));
    }
    return command
        .principalType()
        .filter(asked -> asked != actual.get())
        .map(asked -> new PrincipalTypeDiffers(principalId, actual.get(), asked));
  }

  Optional<Rejection> badRole(AssignRole command, Scope scope) {
    if (role.isEmpty()) {
      return Optional.of(new RoleNotFound(roleId));
    }
    return role.get().body().assignableAt(scope)
        ? Optional.empty()
        : Optional.of(new RoleNotAssignableHere(roleId, command.scope()));
  }

  /** The same grant under another id, or another grant under the same id. */
  Optional<Rejection> taken(AssignRole command, Scope scope) {
    Optional<Rejection> exists =
        grants.all().stream()
            .filter(grant -> !grant.assignment().equals(about) && isSame(grant, scope))
            .findFirst()
            .map(grant -> new RoleAssignmentExists(grant.assignment()));
    return exists.or(
        () ->
            subject
                .filter(grant -> !isSame(grant, scope))
                .map(_ -> new RoleAssignmentFixed(command.assignment())));
  }

  private boolean isSame(Grant grant, Scope scope) {
    return grant.role().equals(roleId)
        && grant.principal().equals(principalId)
        && grant.scope().id().equals(scope.id());
  }

  /** An expiry in the past, the loss of the last Owner, or a lock. */
  Optional<Rejection> forbidden(AssignRole command, Scope scope) {
    if (command.terms().expiresOn().filter(end -> !end.isAfter(command.askedAt())).isPresent()) {
      return Optional.of(new ExpiryPassed(about));
    }
    Optional<Rejection> lastOwner =
        command.terms().unlimited()
            ? Optional.empty()
            : owners.leftWithout(grant -> grant.assignment().equals(about)).map(LastOwner::new);
    List<ResourcePath> locked = locks.againstWriting(scope);
    return lastOwner.or(
        () ->
            locked.isEmpty()
                ? Optional.empty()
                : Optional.of(new ScopeLocked(command.scope(), Operation.WRITE, locked)));
  }
}
