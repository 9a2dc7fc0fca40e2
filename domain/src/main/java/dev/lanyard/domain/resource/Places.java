package dev.lanyard.domain.resource;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
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
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.domain.event.TrustEvent;
import dev.lanyard.domain.resource.Place.Absent;
import dev.lanyard.domain.resource.Place.Life;
import dev.lanyard.domain.resource.Place.Live;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is at the paths that a rule asked about ({@link Boundaries#lifeAt}), folded from births and
 * ends. Folds in place: it belongs to one decision.
 */
public final class Places {
  private static final Place ABSENT = new Absent();

  private final Map<ResourcePath, Live> live = new LinkedHashMap<>();

  public Places() {
    born(Scope.ROOT, new Place.Root());
  }

  /** What is at a path. The root always lives; a path not asked about is absent. */
  public Place at(ResourcePath path) {
    return Optional.<Place>ofNullable(live.get(path)).orElse(ABSENT);
  }

  /** The scope of what lives at a path; empty where nothing does. */
  public Optional<Scope> scopeAt(ResourcePath path) {
    return at(path) instanceof Live(var scope, _) ? Optional.of(scope) : Optional.empty();
  }

  /** The same, if it is of this kind. */
  public Optional<Scope> scopeAt(ResourcePath path, Class<? extends Life> kind) {
    return at(path) instanceof Live(var scope, var life) && kind.isInstance(life)
        ? Optional.of(scope)
        : Optional.empty();
  }

  /** What lives at or below a scope, in the order of birth. */
  List<Live> within(ScopeId top) {
    return live.values().stream().filter(place -> place.scope().isWithin(top)).toList();
  }

  /** Folds a fact; one that is neither birth nor end changes nothing. */
  public void fold(LifecycleEvent event) {
    switch (event) {
      case SubscriptionAdded(var subscription, _, _) ->
          born(Scope.of(subscription), new Place.Subscription());
      case ResourceGroupCreated(var scope, _, _) -> born(scope, new Place.Group());
      case ResourceGroupDeleted(var scope) -> live.remove(scope.path());
      case ResourceCreated(var scope, _, _) -> born(scope, new Place.Resource());
      case ResourceDeleted(var scope) -> live.remove(scope.path());
      case UserIdentityCreated(var scope, var principal, var client, _, _) ->
          born(scope, new Place.UserIdentity(principal, client));
      case UserIdentityDeleted(var scope, _) -> live.remove(scope.path());
      case ResourceGroupUpdated _, ResourceUpdated _, UserIdentityUpdated _ -> {}
      case SystemIdentityEnabled _, SystemIdentityDeleted _ -> {}
      case UserIdentityAttached _, UserIdentityDetached _ -> {}
      case TrustEvent _, LockEvent _, PrincipalEvent _ -> {}
      case RoleAssignmentEvent _, RoleDefinitionEvent _, ComplianceEvent _ -> {}
    }
  }

  private void born(Scope scope, Life life) {
    live.put(scope.path(), new Live(scope, life));
  }
}
