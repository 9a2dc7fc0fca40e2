package dev.lanyard.domain.principal;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.FederatedCredentialEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent;
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TokenEvent;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Grants;
import dev.lanyard.domain.resource.Owners;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule must know before a principal may stop acting.
 *
 * @param credentials its own live ones that were asked for; folds in place
 * @param grants its own that were asked for, and those of the other Owners of the same scopes
 * @param owners who owns the scopes that it owns
 */
record Holdings(
    PrincipalId about,
    Standing standing,
    Set<CredentialId> credentials,
    Grants grants,
    Owners owners)
    implements About<Principal> {

  static Holdings of(PrincipalId principal) {
    return new Holdings(
        principal, new Standing.Unknown(), new LinkedHashSet<>(), new Grants(), new Owners());
  }

  @Override
  public Optional<Principal> subject() {
    return standing.registered();
  }

  Holdings after(LifecycleEvent event) {
    grants.fold(event);
    owners.fold(event);
    switch (event) {
      case OperatorCredentialAdded(_, var credential) -> credentials.add(credential.id());
      case OperatorCredentialRevoked(_, var credential) -> credentials.remove(credential);
      case GroupEvent _, IdentityEvent _, LockEvent _, PrincipalEvent _, ResourceEvent _ -> {}
      case RoleAssignmentEvent _,
          RoleDefinitionEvent _,
          SubscriptionEvent _,
          ComplianceEvent _ -> {}
      case FederatedCredentialEvent _,
          IssuerEvent _,
          TokenEvent _,
          UsageEvent _,
          WorkloadCredentialEvent _ -> {}
    }
    return new Holdings(about, standing.after(about, event), credentials, grants, owners);
  }

  /** Who else owns what it owns: nothing to ask where it owns neither root nor subscription. */
  Boundary coOwners() {
    return owners.principals().isEmpty()
        ? Boundary.nothing()
        : Boundary.each(
            grants.all().stream().filter(Holdings::mayOwn).toList(),
            grant -> Boundaries.ownersOver(grant.scope()));
  }

  private static boolean mayOwn(Grant grant) {
    return grant.role().equals(RoleDefinition.OWNER) && grant.scope().thing().isEmpty();
  }

  /** Which of them can act. */
  Boundary endsOfOwners() {
    return Boundaries.endsOf(owners.principals());
  }

  /** Why it must go on. */
  Optional<Rejection> lastOwner() {
    return owners.leftWithout(grant -> grant.principal().equals(about)).map(LastOwner::new);
  }
}
