package dev.lanyard.domain.resource;

import static java.util.stream.Collectors.groupingBy;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.resource.Place.Group;
import dev.lanyard.domain.resource.Place.Live;
import dev.lanyard.domain.resource.Place.Resource;
import dev.lanyard.domain.resource.Place.Root;
import dev.lanyard.domain.resource.Place.Subscription;
import dev.lanyard.domain.resource.Place.UserIdentity;
import dev.lanyard.domain.resource.WorkloadCredentials.Held;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of a deletion, leaves first: of each thing its children, then its credentials, what its
 * identity was granted and what was granted at it, its attachments, its identity, the roles that
 * could be assigned there, and itself. What two ends would take falls once, with the first.
 */
final class Fall {
  private final Falling state;
  private final Map<ScopeId, List<Live>> children;
  private final Map<PrincipalId, List<Grant>> grantsOf;
  private final Map<ScopeId, List<Grant>> grantsAt;
  private final Map<ThingId, List<UserIdentityAttached>> attachedOn;
  private final Map<ThingId, List<UserIdentityAttached>> attachedTo;
  private final Map<ThingId, List<Held>> credentials;
  private final RolesLost roles;
  private final Set<Object> fallen = new HashSet<>();
  private final Cascade facts = new Cascade();

  private Fall(Falling state) {
    this.state = state;
    List<Live> all = state.all();
    children = all.stream().collect(groupingBy(live -> live.scope().above().getFirst()));
    grantsOf = state.grants.all().stream().collect(groupingBy(Grant::principal));
    grantsAt = state.grants.all().stream().collect(groupingBy(grant -> grant.scope().id()));
    attachedOn =
        state.attachments.values().stream()
            .collect(groupingBy(attached -> attached.resource().requireThing()));
    attachedTo =
        state.attachments.values().stream().collect(groupingBy(UserIdentityAttached::identity));
    credentials =
        state.credentials.standing().collect(groupingBy(it -> it.resource().requireThing()));
    roles = new RolesLost(state.roles, all);
  }

  /** All that falls with a thing, and last the thing. */
  static Cascade of(Live top, Falling state) {
    Fall fall = new Fall(state);
    fall.end(top, Optional.empty());
    return fall.facts;
  }

  /** Recursion is as deep as a path has names, which its length bounds. */
  private void end(Live live, Optional<LifecycleEvent> from) {
    Scope scope = live.scope();
    LifecycleEvent end = endOf(live);
    at(children, scope.id()).forEach(child -> end(child, Optional.of(end)));
    credentialEnds(live).forEach(lost -> facts.add(lost, Optional.of(end)));
    Optional<PrincipalId> principal = principalOf(live);
    Optional<LifecycleEvent> identityEnd =
        live.life() instanceof Resource
            ? principal.map(it -> new SystemIdentityDeleted(scope, it))
            : Optional.empty();
    principal.ifPresent(
        it -> endGrants(at(grantsOf, it), Cause.PRINCIPAL_ENDED, identityEnd.orElse(end)));
    endGrants(at(grantsAt, scope.id()), Cause.SCOPE_ENDED, end);
    detach(attachmentsOf(live), end);
    identityEnd.ifPresent(it -> facts.add(it, Optional.of(end)));
    roles.lostWith(scope.id()).forEach(lost -> facts.add(lost, Optional.of(end)));
    facts.add(end, from);
  }

  private static LifecycleEvent endOf(Live live) {
    return switch (live.life()) {
      case Resource _ -> new ResourceDeleted(live.scope());
      case UserIdentity(var principal, _) -> new UserIdentityDeleted(live.scope(), principal);
      case Group _ -> new ResourceGroupDeleted(live.scope());
      case Subscription _, Root _ -> throw new IllegalStateException("subscriptions do not end");
    };
  }

  private Optional<PrincipalId> principalOf(Live live) {
    return switch (live.life()) {
      case Resource _ ->
          Optional.ofNullable(state.systemIdentities.get(live.scope().requireThing()));
      case UserIdentity(var principal, _) -> Optional.of(principal);
      case Group _, Subscription _, Root _ -> Optional.empty();
    };
  }

  private List<UserIdentityAttached> attachmentsOf(Live live) {
    return switch (live.life()) {
      case Resource _ -> at(attachedOn, live.scope().requireThing());
      case UserIdentity _ -> at(attachedTo, live.scope().requireThing());
      case Group _, Subscription _, Root _ -> List.of();
    };
  }

  private List<LifecycleEvent> credentialEnds(Live live) {
    ThingId thing = live.scope().requireThing();
    return switch (live.life()) {
      case Resource _ ->
          at(credentials, thing).stream()
              .<LifecycleEvent>map(
                  it ->
                      new CredentialRevoked(
                          live.scope(),
                          it.credential().id(),
                          WorkloadCredentialEvent.Cause.RESOURCE_ENDED))
              .toList();
      case UserIdentity(var principal, _) ->
          state.federated.of(thing).stream()
              .<LifecycleEvent>map(
                  it -> new FederatedCredentialRemoved(live.scope(), principal, it.name()))
              .toList();
      case Group _, Subscription _, Root _ -> List.of();
    };
  }

  private void endGrants(List<Grant> grants, Cause cause, LifecycleEvent from) {
    for (Grant grant : grants) {
      if (fallen.add(grant)) {
        facts.add(new RoleAssignmentRemoved(grant, cause), Optional.of(from));
      }
    }
  }

  private void detach(List<UserIdentityAttached> attachments, LifecycleEvent from) {
    for (UserIdentityAttached it : attachments) {
      if (fallen.add(it)) {
        facts.add(
            new UserIdentityDetached(it.resource(), it.identity(), it.principal()),
            Optional.of(from));
      }
    }
  }

  private static <K, V> List<V> at(Map<K, List<V>> lists, K key) {
    return lists.getOrDefault(key, List.of());
  }
}
