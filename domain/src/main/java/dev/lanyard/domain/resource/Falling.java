package dev.lanyard.domain.resource;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.ThingId;
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
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import dev.lanyard.domain.resource.Place.Live;
import dev.lanyard.domain.resource.Place.UserIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a thing that shall end, of all below it, and of what hangs on them. Folds in
 * place: a deletion may read half a million facts, and must do so in linear time.
 */
public final class Falling {
  /** Most parts that are named where the whole is too large. */
  private static final int PARTS_MAX = 5;

  /** One resource and one user-assigned identity. */
  record Pair(ThingId resource, ThingId identity) {}

  final Locks locks = new Locks();
  final Owners owners = new Owners();
  final Grants grants = new Grants();
  final WorkloadCredentials credentials = new WorkloadCredentials();
  final FederatedCredentials federated = new FederatedCredentials();
  final Map<ThingId, PrincipalId> systemIdentities = new LinkedHashMap<>();
  final Map<Pair, UserIdentityAttached> attachments = new LinkedHashMap<>();
  final Map<RoleId, RoleBody> roles = new LinkedHashMap<>();
  private final Places places = new Places();
  private final Deletion.Target target;
  private long changes;

  Falling(Deletion.Target target) {
    this.target = target;
  }

  Deletion.Target target() {
    return target;
  }

  /** The thing that shall end, if it lives. */
  Optional<Live> top() {
    return places.at(target.path()) instanceof Live live && target.kind().isInstance(live.life())
        ? Optional.of(live)
        : Optional.empty();
  }

  /** It and all that lives below it; parents were born before children. */
  List<Live> all() {
    return top().map(live -> places.within(live.scope().id())).orElse(List.of());
  }

  /** The principals of the identities among them. */
  List<PrincipalId> principals() {
    List<PrincipalId> ending = new ArrayList<>(systemIdentities.values());
    all()
        .forEach(
            live -> {
              if (live.life() instanceof UserIdentity(var principal, _)) {
                ending.add(principal);
              }
            });
    return ending;
  }

  /** How often the thing that shall end has changed; right if its changes were asked for. */
  Optional<Revision> revision() {
    return top().map(_ -> new Revision(1 + changes));
  }

  /** The children with most below them, largest first. */
  List<ResourcePath> largestParts() {
    Map<ScopeId, Integer> sizes = new LinkedHashMap<>();
    Map<ScopeId, ResourcePath> children = new HashMap<>();
    for (Live live : all()) {
      Scope scope = live.scope();
      int depth = scope.above().indexOf(top().orElseThrow().scope().id());
      if (depth == 0) {
        children.put(scope.id(), scope.path());
      }
      if (depth >= 0) {
        sizes.merge(scope.upwards().get(depth), 1, Integer::sum);
      }
    }
    return sizes.entrySet().stream()
        .sorted(Map.Entry.<ScopeId, Integer>comparingByValue().reversed())
        .limit(PARTS_MAX)
        .map(size -> children.get(size.getKey()))
        .toList();
  }

  void fold(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    owners.fold(event);
    grants.fold(event);
    credentials.fold(event);
    federated.fold(event);
    switch (event) {
      case SystemIdentityEnabled(var scope, var principal, _) -> {
        systemIdentities.put(scope.requireThing(), principal);
        count(scope);
      }
      case SystemIdentityDeleted(var scope, _) -> {
        systemIdentities.remove(scope.requireThing());
        count(scope);
      }
      case UserIdentityAttached attached -> {
        ThingId resource = attached.resource().requireThing();
        attachments.put(new Pair(resource, attached.identity()), attached);
        count(attached.resource());
      }
      case UserIdentityDetached(var scope, var identity, _) -> {
        attachments.remove(new Pair(scope.requireThing(), identity));
        count(scope);
      }
      case ResourceUpdated(var scope, _) -> count(scope);
      case RoleDefined(var role, _, var body) -> roles.put(role, body);
      case RoleUpdated(var role, var body, _) -> roles.put(role, body);
      case RoleDeleted(var role, _) -> roles.remove(role);
      case ResourceCreated _,
          ResourceDeleted _,
          GroupEvent _,
          SubscriptionEvent _,
          ComplianceEvent _ -> {}
      case UserIdentityCreated _, UserIdentityUpdated _, UserIdentityDeleted _ -> {}
      case TrustEvent _, LockEvent _, PrincipalEvent _, RoleAssignmentEvent _ -> {}
    }
  }

  private void count(Scope scope) {
    ScopeId changed = scope.id();
    if (top().filter(live -> live.scope().id().equals(changed)).isPresent()) {
      changes++;
    }
  }
}
