package dev.lanyard.api.http;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Rejection.PrincipalTypeDiffers;
import dev.lanyard.domain.Rejection.RoleScopeInUse;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.TenantId;
import java.util.UUID;

/** Refusals about roles, role assignments and principals (CONTRACT 4.3). */
public final class RoleProblems {
  private static final String HAS_ASSIGNMENTS = "RoleDefinitionHasAssignments";

  private RoleProblems() {}

  static Problem lastOwner(ScopeId scope) {
    return Problem.of(
        400,
        "CannotDeleteLastRbacAdminAssignment",
        "Cannot delete the last RBAC admin assignment at '" + scope + "'.");
  }

  static Problem principalNotFound(PrincipalId principal, TenantId tenant) {
    return Problem.of(
        400,
        "PrincipalNotFound",
        ("Principal %s does not exist in the directory %s. Check that you have the correct"
             + " principal ID. If you are creating this principal and then immediately assigning a"
             + " role, this error might be related to a replication delay. In this case, set the"
             + " role assignment principalType property to a value, such as ServicePrincipal, User,"
             + " or Group.  See https://aka.ms/docs-principaltype")
            .formatted(hex(principal.value()), tenant));
  }

  static Problem principalTypeDiffers(PrincipalTypeDiffers differs) {
    return Problem.of(
            400,
            "UnmatchedPrincipalType",
            ("The PrincipalId '%s' has type '%s', which is different from specified PrincipalType"
                    + " '%s'.")
                .formatted(hex(differs.principal().value()), differs.actual(), differs.asked()))
        .at("properties.principalType");
  }

  static Problem principalFixed(PrincipalId principal) {
    return Problem.of(
        409,
        "PrincipalFixed",
        "The principal '%s' is known with another type or subject, or has ended."
            .formatted(principal));
  }

  static Problem principalManaged(PrincipalId principal) {
    return Problem.of(
        409,
        "PrincipalManaged",
        "The principal '%s' belongs to a managed identity and lives and ends with it."
            .formatted(principal));
  }

  static Problem subjectTaken(PrincipalId holder) {
    return Problem.of(
        409, "SubjectTaken", "The principal '%s' has this issuer and subject.".formatted(holder));
  }

  static Problem noCredentials(PrincipalId principal, PrincipalType type) {
    return Problem.of(
        400,
        "CredentialsNotForType",
        "The principal '%s' is a %s: only registered service principals have credentials."
            .formatted(principal, type));
  }

  static Problem credentialFixed(CredentialId credential) {
    return Problem.of(
        409,
        "CredentialFixed",
        ("The credential '%s' exists with another content or for another principal, or was"
                + " revoked: its id cannot be used again.")
            .formatted(credential));
  }

  static Problem tooManyCredentials(PrincipalId principal, int most) {
    return Problem.of(
        409,
        "TooManyCredentials",
        "The principal '%s' has %d credentials, the most that one may have: revoke one first."
            .formatted(principal, most));
  }

  /** No such role. */
  public static Problem roleNotFound(RoleId role) {
    return Problem.of(
        404,
        "RoleDefinitionDoesNotExist",
        "The specified role definition with ID '%s' does not exist.".formatted(hex(role.value())));
  }

  static Problem roleExists(RoleId role) {
    return Problem.of(
        409, "RoleDefinitionExists", "The role '%s' exists with another content.".formatted(role));
  }

  static Problem roleNameTaken(String name, RoleId holder) {
    return Problem.of(
        409,
        "RoleDefinitionWithSameNameExists",
        "A role with the name '%s' exists: '%s'.".formatted(name, holder));
  }

  static Problem roleIsBuiltIn(RoleId role) {
    return Problem.of(409, "RoleDefinitionIsBuiltIn", "The role '%s' is built in.".formatted(role));
  }

  static Problem roleInUse(RoleId role, AssignmentId assignment) {
    return Problem.of(
        409,
        HAS_ASSIGNMENTS,
        "There are existing role assignments referencing role '%s': '%s'."
            .formatted(role, assignment));
  }

  static Problem roleScopeInUse(RoleScopeInUse inUse) {
    return Problem.of(
        409,
        HAS_ASSIGNMENTS,
        "There are existing role assignments referencing role '%s' at '%s': '%s'."
            .formatted(inUse.role(), inUse.scope(), inUse.assignment()));
  }

  static Problem notAssignableHere(RoleId role, ResourcePath scope) {
    return Problem.of(
        400,
        "RoleAssignmentScopeNotAssignableToRoleDefinition",
        "The role '%s' is not assignable at '%s'.".formatted(role, scope));
  }

  static Problem assignmentExists(AssignmentId existing) {
    return Problem.of(
        409,
        "RoleAssignmentExists",
        "The role assignment already exists. The ID of the conflicting role assignment is %s."
            .formatted(hex(existing.value())));
  }

  static Problem assignmentFixed() {
    return Problem.of(
        400,
        "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
  }

  static Problem expiryPassed() {
    return Problem.of(400, "InvalidExpiry", "properties.expiresOn must lie ahead.")
        .at("properties.expiresOn");
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }
}
