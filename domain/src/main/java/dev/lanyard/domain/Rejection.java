package dev.lanyard.domain;

import java.util.List;

/**
 * Why a rule refuses, as data. The API maps each to a status and a text in one exhaustive switch;
 * nothing is appended for a refused command.
 */
public sealed interface Rejection {

  /** No such subscription. */
  record SubscriptionNotFound(SubscriptionId subscription) implements Rejection {}

  /** No live group at the path. */
  record ResourceGroupNotFound(ResourcePath path) implements Rejection {}

  /** No live resource or user-assigned identity at the path. */
  record ResourceNotFound(ResourcePath path) implements Rejection {}

  /** Nothing lives where a child or extension shall be created. */
  record ParentNotFound(ResourcePath path, ResourcePath parent) implements Rejection {}

  /** Nothing lives at the scope of a grant, a lock or a role. */
  record ScopeNotFound(ResourcePath path) implements Rejection {}

  /** No live user-assigned identity at a path that an identity block names. */
  record IdentityNotFound(ResourcePath identity) implements Rejection {}

  /** The name does not fit its type: {@code why} is a clause such as "must have 3 to 128 ..". */
  record InvalidName(ResourcePath path, String why) implements Rejection {}

  /** A thing stays where it was created. */
  record LocationFixed(ResourcePath path, String location, String asked) implements Rejection {}

  /** A lock at {@code locked} forbids the operation at {@code path}. */
  record ScopeLocked(ResourcePath path, Operation operation, List<ResourcePath> locked)
      implements Rejection {
    public ScopeLocked {
      locked = List.copyOf(locked);
    }
  }

  /** What a lock can forbid. */
  enum Operation {
    WRITE,
    DELETE
  }

  /** {@code If-Match} or {@code If-None-Match} does not hold. */
  record PreconditionFailed(ResourcePath path) implements Rejection {}

  /**
   * A deletion would end more than one commit may hold.
   *
   * @param first the largest parts below it, to be deleted first; five at most
   */
  record CascadeTooLarge(ResourcePath path, String limit, List<ResourcePath> first)
      implements Rejection {
    public CascadeTooLarge {
      first = List.copyOf(first);
    }
  }

  /** The scope would be left without a live Owner who holds it without expiry or condition. */
  record LastOwner(ScopeId scope) implements Rejection {}

  /** No live principal with this id. */
  record PrincipalNotFound(PrincipalId principal) implements Rejection {}

  /** The principal is of another type than the command says. */
  record PrincipalTypeDiffers(PrincipalId principal, PrincipalType actual, PrincipalType asked)
      implements Rejection {}

  /** The principal is known with another type or subject, or has ended. */
  record PrincipalFixed(PrincipalId principal) implements Rejection {}

  /** The principal belongs to a managed identity and lives and ends with it. */
  record PrincipalManaged(PrincipalId principal) implements Rejection {}

  /** Another live principal has this issuer and subject. */
  record SubjectTaken(Subject subject, PrincipalId holder) implements Rejection {}

  /** Only registered service principals prove who they are by credentials kept here. */
  record CredentialsNotForType(PrincipalId principal, PrincipalType type) implements Rejection {}

  /** The credential id is taken, by another principal or with other content, or was revoked. */
  record CredentialFixed(CredentialId credential) implements Rejection {}

  /** The principal has as many live credentials as one may have. */
  record TooManyCredentials(PrincipalId principal, int credentialsMax) implements Rejection {}

  /** The resource has no live credential with this id that can be replaced or used. */
  record CredentialNotFound(CredentialId credential) implements Rejection {}

  /** The resource has as many live credentials of a kind as one may have. */
  record TooManyWorkloadCredentials(
      ResourcePath path, WorkloadCredential.Kind kind, int credentialsMax) implements Rejection {}

  /** Another federated credential of the identity has the same issuer and subject. */
  record FederatedSubjectTaken(ResourcePath identity, String holder) implements Rejection {}

  /** The identity has as many federated credentials as one may have. */
  record TooManyFederatedCredentials(ResourcePath identity, int credentialsMax)
      implements Rejection {}

  /** No such role. */
  record RoleNotFound(RoleId role) implements Rejection {}

  /** The role exists with another content. */
  record RoleExists(RoleId role) implements Rejection {}

  /** Another role has this name. */
  record RoleNameTaken(String name, RoleId holder) implements Rejection {}

  /** Built-in roles change with releases only. */
  record RoleIsBuiltIn(RoleId role) implements Rejection {}

  /** The role is still assigned. */
  record RoleInUse(RoleId role, AssignmentId assignment) implements Rejection {}

  /** The role is still assigned at or below a scope that it would lose. */
  record RoleScopeInUse(RoleId role, ResourcePath scope, AssignmentId assignment)
      implements Rejection {}

  /** The scope is in none of the role's assignable scopes. */
  record RoleNotAssignableHere(RoleId role, ResourcePath scope) implements Rejection {}

  /** The same role is assigned to the same principal at the same scope under another id. */
  record RoleAssignmentExists(AssignmentId existing) implements Rejection {}

  /** The assignment id is taken with another role, principal or scope. */
  record RoleAssignmentFixed(AssignmentId assignment) implements Rejection {}

  /** The expiry does not lie ahead. */
  record ExpiryPassed(AssignmentId assignment) implements Rejection {}
}
