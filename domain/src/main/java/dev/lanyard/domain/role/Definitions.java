package dev.lanyard.domain.role;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import java.util.Optional;
import java.util.Set;

/** What a role says, folded from {@link #of all that happened to it}. */
public final class Definitions {
  private static final Set<Class<? extends LifecycleEvent>> TYPES =
      Set.of(RoleDefined.class, RoleUpdated.class, RoleDeleted.class);

  private Definitions() {}

  /** What happened to a role's definition. */
  public static Boundary of(RoleId role) {
    return Boundary.of(TYPES, Tags.role(role));
  }

  /** What happened to the definitions that have or had a name. */
  static Boundary named(String name) {
    return Boundary.of(TYPES, Tags.roleName(name));
  }

  /** What a role says after one more fact about it, or about anything else. */
  public static Optional<RoleDefinition> after(
      Optional<RoleDefinition> known, RoleId about, LifecycleEvent event) {
    if (event instanceof RoleDefined(var role, var type, var body) && role.equals(about)) {
      return Optional.of(new RoleDefinition(role, type, body));
    }
    if (event instanceof RoleUpdated(var role, var body, _) && role.equals(about)) {
      return known.map(before -> new RoleDefinition(role, before.type(), body));
    }
    return event instanceof RoleDeleted(var role, _) && role.equals(about)
        ? Optional.empty()
        : known;
  }
}
