package dev.lanyard.domain.resource;

import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.resource.Place.Live;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of the roles that can be assigned at scopes that end: each loses them in one fact,
 * with the last of them, when all that was granted there has ended; and ends if none is left.
 */
final class RolesLost {
  private final Map<RoleId, RoleBody> roles;
  private final Set<ScopeId> ending = new HashSet<>();
  private final Map<ScopeId, List<RoleId>> assignableAt = new HashMap<>();
  private final Map<RoleId, Integer> left = new HashMap<>();

  RolesLost(Map<RoleId, RoleBody> roles, List<Live> falling) {
    this.roles = roles;
    falling.forEach(live -> ending.add(live.scope().id()));
    roles.forEach(
        (role, body) ->
            body.assignable().stream()
                .map(Scope::id)
                .filter(ending::contains)
                .forEach(
                    scope -> {
                      assignableAt.computeIfAbsent(scope, _ -> new ArrayList<>()).add(role);
                      left.merge(role, 1, Integer::sum);
                    }));
  }

  /** What ends or changes with a scope; to be asked once for each that ends. */
  List<LifecycleEvent> lostWith(ScopeId scope) {
    List<LifecycleEvent> lost = new ArrayList<>();
    for (RoleId role : assignableAt.getOrDefault(scope, List.of())) {
      if (left.merge(role, -1, Integer::sum) == 0) {
        Optional.ofNullable(roles.get(role)).map(body -> without(role, body)).ifPresent(lost::add);
      }
    }
    return lost;
  }

  private LifecycleEvent without(RoleId role, RoleBody body) {
    List<Scope> kept =
        body.assignable().stream().filter(scope -> !ending.contains(scope.id())).toList();
    return kept.isEmpty()
        ? new RoleDeleted(role, body)
        : new RoleUpdated(
            role, new RoleBody(body.name(), body.description(), body.permissions(), kept), body);
  }
}
