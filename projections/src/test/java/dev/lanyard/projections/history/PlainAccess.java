package dev.lanyard.projections.history;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.state.Assigned;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.Listed;
import dev.lanyard.projections.state.RequestedAction;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who may what at a moment, by the rules alone, from the listing of all that was then. */
final class PlainAccess {
  private final Map<RoleId, List<Permission>> roles = new HashMap<>();
  private final Set<PrincipalId> acting = new HashSet<>();
  private final Set<PrincipalId> groups = new HashSet<>();
  private final List<Grant> effective;

  PlainAccess(Answers then, Instant at) {
    then.roles()
        .forEach(
            role -> roles.put(role.definition().role(), role.definition().body().permissions()));
    then.principals().stream().filter(one -> !one.disabled()).forEach(this::acts);
    then.resources().forEach(this::acts);
    effective =
        then.assignments().stream()
            .map(Assigned::grant)
            .filter(grant -> acting.contains(grant.principal()))
            .filter(grant -> grant.terms().condition().isEmpty())
            .filter(grant -> grant.terms().expiresOn().map(at::isBefore).orElse(true))
            .toList();
  }

  private void acts(Principal principal) {
    acting.add(principal.principal());
    if (principal.type() == PrincipalType.GROUP) {
      groups.add(principal.principal());
    }
  }

  private void acts(Listed listed) {
    switch (listed) {
      case Listed.OfUserIdentity(var identity) -> acting.add(identity.principal());
      case Listed.OfResource(var resource) ->
          resource.system().ifPresent(system -> acting.add(system.principal()));
    }
  }

  private Set<AssignmentId> ids(Predicate<Grant> wanted) {
    return effective.stream().filter(wanted).map(Grant::assignment).collect(Collectors.toSet());
  }

  /** All grants that count. */
  Set<AssignmentId> all() {
    return ids(_ -> true);
  }

  /** Those that let somebody do something somewhere. */
  Set<AssignmentId> granting(RequestedAction action, ResourcePath where) {
    return ids(grant -> grants(grant, action, where));
  }

  private boolean grants(Grant grant, RequestedAction action, ResourcePath where) {
    return where.isWithin(grant.scope().path())
        && roles.getOrDefault(grant.role(), List.of()).stream().anyMatch(action::grantedBy);
  }

  /** Whether somebody may, but for locks. */
  boolean may(Holders holders, RequestedAction action, ResourcePath where) {
    boolean acts = acting.contains(holders.caller()) && !groups.contains(holders.caller());
    return acts
        && effective.stream()
            .filter(grant -> grants(grant, action, where))
            .anyMatch(
                grant ->
                    grant.principal().equals(holders.caller())
                        || (groups.contains(grant.principal())
                            && holders.groups().contains(grant.principal())));
  }
}
