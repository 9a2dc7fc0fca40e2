package dev.lanyard.api.http;

import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.CascadeTooLarge;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.CredentialNotFound;
import dev.lanyard.domain.Rejection.CredentialsNotForType;
import dev.lanyard.domain.Rejection.ExpiryPassed;
import dev.lanyard.domain.Rejection.FederatedSubjectTaken;
import dev.lanyard.domain.Rejection.IdentityNotFound;
import dev.lanyard.domain.Rejection.InvalidName;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.ParentNotFound;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.PrincipalFixed;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.Rejection.PrincipalTypeDiffers;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.RoleAssignmentExists;
import dev.lanyard.domain.Rejection.RoleAssignmentFixed;
import dev.lanyard.domain.Rejection.RoleExists;
import dev.lanyard.domain.Rejection.RoleInUse;
import dev.lanyard.domain.Rejection.RoleIsBuiltIn;
import dev.lanyard.domain.Rejection.RoleNameTaken;
import dev.lanyard.domain.Rejection.RoleNotAssignableHere;
import dev.lanyard.domain.Rejection.RoleNotFound;
import dev.lanyard.domain.Rejection.RoleScopeInUse;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.Rejection.SubjectTaken;
import dev.lanyard.domain.Rejection.SubscriptionNotFound;
import dev.lanyard.domain.Rejection.TooManyCredentials;
import dev.lanyard.domain.Rejection.TooManyFederatedCredentials;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import dev.lanyard.domain.TenantId;

/**
 * What each refusal of a rule is over HTTP: status, code and text (CONTRACT 4.1 to 4.3; clients
 * compare some of the texts).
 */
public final class Problems {
  private final TenantId tenant;

  /** Makes the problems of a tenant, which one of the texts names. */
  public Problems(TenantId tenant) {
    this.tenant = tenant;
  }

  /** The one place where a refusal becomes a status. */
  public Problem of(Rejection why) {
    return switch (why) {
      case SubscriptionNotFound(var id) -> ThingProblems.subscriptionNotFound(id);
      case ResourceGroupNotFound(var path) -> ThingProblems.groupNotFound(path);
      case ResourceNotFound(var path) -> ThingProblems.resourceNotFound(path);
      case ParentNotFound(var path, var parent) -> ThingProblems.parentNotFound(path, parent);
      case ScopeNotFound(var path) -> ThingProblems.scopeNotFound(path);
      case IdentityNotFound(var identity) -> ThingProblems.identityNotFound(identity);
      case InvalidName(var path, var clause) -> ThingProblems.invalidName(path, clause);
      case LocationFixed fixed -> ThingProblems.locationFixed(fixed);
      case ScopeLocked locked -> ThingProblems.locked(locked);
      case PreconditionFailed(var path) -> ThingProblems.preconditionFailed(path);
      case CascadeTooLarge large -> ThingProblems.cascadeTooLarge(large);
      case LastOwner(var scope) -> RoleProblems.lastOwner(scope);
      case PrincipalNotFound(var id) -> RoleProblems.principalNotFound(id, tenant);
      case PrincipalTypeDiffers differs -> RoleProblems.principalTypeDiffers(differs);
      case PrincipalFixed(var id) -> RoleProblems.principalFixed(id);
      case PrincipalManaged(var id) -> RoleProblems.principalManaged(id);
      case SubjectTaken(_, var holder) -> RoleProblems.subjectTaken(holder);
      case CredentialsNotForType(var id, var type) -> RoleProblems.noCredentials(id, type);
      case CredentialFixed(var credential) -> RoleProblems.credentialFixed(credential);
      case TooManyCredentials(var id, int max) -> RoleProblems.tooManyCredentials(id, max);
      case CredentialNotFound(var credential) -> TrustProblems.credentialNotFound(credential);
      case TooManyWorkloadCredentials full -> TrustProblems.tooManyCredentials(full);
      case FederatedSubjectTaken(_, var holder) -> TrustProblems.subjectTaken(holder);
      case TooManyFederatedCredentials(var identity, int max) ->
          TrustProblems.tooManyFederated(identity, max);
      case RoleNotFound(var role) -> RoleProblems.roleNotFound(role);
      case RoleExists(var role) -> RoleProblems.roleExists(role);
      case RoleNameTaken(var name, var holder) -> RoleProblems.roleNameTaken(name, holder);
      case RoleIsBuiltIn(var role) -> RoleProblems.roleIsBuiltIn(role);
      case RoleInUse(var role, var assignment) -> RoleProblems.roleInUse(role, assignment);
      case RoleScopeInUse inUse -> RoleProblems.roleScopeInUse(inUse);
      case RoleNotAssignableHere(var role, var at) -> RoleProblems.notAssignableHere(role, at);
      case RoleAssignmentExists(var existing) -> RoleProblems.assignmentExists(existing);
      case RoleAssignmentFixed _ -> RoleProblems.assignmentFixed();
      case ExpiryPassed _ -> RoleProblems.expiryPassed();
    };
  }

  /** What is told where this server is at fault; the cause is in its log. */
  public static Problem unexpected() {
    return Problem.of(500, "InternalServerError", "The server failed; its log says why.");
  }
}
