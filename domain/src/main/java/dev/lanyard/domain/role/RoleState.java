package dev.lanyard.domain.role;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.RoleNameTaken;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.resource.Grants;
import dev.lanyard.domain.resource.Places;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of role definitions must know.
 *
 * @param name the name that the command asks for
 * @param subject the role as it is
 * @param holders the live roles that have the name; folds in place
 * @param grants the live grants of the role that were asked for; folds in place
 */
record RoleState(
    RoleId about,
    String name,
    Optional<RoleDefinition> subject,
    Set<RoleId> holders,
    Places places,
    Grants grants)
    implements About<RoleDefinition> {

  static RoleState of(RoleContent asked) {
    return of(asked.role(), asked.name());
  }

  static RoleState of(RoleId role, String name) {
    return new RoleState(role, name, Optional.empty(), new HashSet<>(), new Places(), new Grants());
  }

  RoleState after(LifecycleEvent event) {
    places.fold(event);
    grants.fold(event);
    if (event instanceof RoleDefinitionEvent definition) {
      switch (definition) {
        case RoleDefined(var role, _, var body) -> hold(role, body.name());
        case RoleUpdated(var role, var body, _) -> hold(role, body.name());
        case RoleDeleted(var role, _) -> holders.remove(role);
      }
    }
    return new RoleState(
        about, name, Definitions.after(subject, about, event), holders, places, grants);
  }

  private void hold(RoleId role, String itsName) {
    if (Tags.roleName(itsName).equals(Tags.roleName(name))) {
      holders.add(role);
    } else {
      holders.remove(role);
    }
  }

  /** What keeps the role from saying this, whether it lives or not. */
  Optional<Rejection> refusal(RoleContent asked) {
    Optional<Rejection> missing = asked.missing(places).map(ScopeNotFound::new);
    return missing.or(
        () ->
            holders.stream()
                .filter(holder -> !holder.equals(about))
                .findFirst()
                .map(holder -> new RoleNameTaken(asked.name(), holder)));
  }
}
