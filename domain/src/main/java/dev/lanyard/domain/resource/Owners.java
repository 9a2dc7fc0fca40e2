package dev.lanyard.domain.resource;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who owns the root and subscriptions: the live grants of Owner there that hold for ever and always
 * and are not held by a group. No decision takes the last one away (DESIGN, "Last Owner"). Needs
 * {@link Boundaries#ownersOver} of a scope and, a step later, {@link Boundaries#endsOf} its {@link
 * #principals}. Folds in place: it belongs to one decision.
 */
public final class Owners {
  private final Grants grants = new Grants();
  private final Set<PrincipalId> ended = new HashSet<>();

  /** Folds a fact; one that does not matter to ownership changes nothing. */
  public void fold(LifecycleEvent event) {
    switch (event) {
      case RoleAssigned(var grant) when owns(grant) -> grants.fold(event);
      case RoleAssignmentRemoved(var grant, _) when owns(grant) -> grants.fold(event);
      case PrincipalDisabled(var principal) -> ended.add(principal);
      case PrincipalRemoved(var principal, _) -> ended.add(principal);
      case SystemIdentityDeleted(_, var principal) -> ended.add(principal);
      case UserIdentityDeleted(_, var principal) -> ended.add(principal);
      case RoleAssigned _, RoleAssignmentRemoved _, PrincipalRegistered _ -> {}
      case SystemIdentityEnabled _, UserIdentityAttached _, UserIdentityDetached _ -> {}
      case UserIdentityCreated _, UserIdentityUpdated _ -> {}
      case GroupEvent _, ResourceEvent _, SubscriptionEvent _, ComplianceEvent _ -> {}
      case TrustEvent _, LockEvent _, RoleDefinitionEvent _ -> {}
    }
  }

  /** Who holds the grants, ended or not. */
  public Set<PrincipalId> principals() {
    Set<PrincipalId> holders = new LinkedHashSet<>();
    grants.all().forEach(grant -> holders.add(grant.principal()));
    return holders;
  }

  /**
   * The root or subscription that has an Owner, own or inherited, and would have none when these
   * grants end. A subscription that the rule did not ask about counts as owned by the root's Owners
   * and the grants that were folded, so that the answer errs on the side of refusing.
   *
   * @param ends whether a grant ends, itself or with its principal
   */
  public Optional<ScopeId> leftWithout(Predicate<Grant> ends) {
    Predicate<Grant> atRoot = grant -> grant.scope().id() instanceof ScopeId.Root;
    if (live().anyMatch(atRoot)) {
      boolean stays = live().filter(atRoot).anyMatch(ends.negate());
      return stays ? Optional.empty() : Optional.of(new ScopeId.Root());
    }
    Set<ScopeId> kept = scopesOf(live().filter(ends.negate()));
    return live().map(grant -> grant.scope().id()).filter(at -> !kept.contains(at)).findFirst();
  }

  private Stream<Grant> live() {
    return grants.all().stream().filter(grant -> !ended.contains(grant.principal()));
  }

  private static Set<ScopeId> scopesOf(Stream<Grant> grants) {
    return grants.map(grant -> grant.scope().id()).collect(Collectors.toSet());
  }

  private static boolean owns(Grant grant) {
    return grant.role().equals(RoleDefinition.OWNER)
        && grant.principalType() != PrincipalType.GROUP
        && grant.terms().unlimited()
        && grant.scope().thing().isEmpty();
  }
}
