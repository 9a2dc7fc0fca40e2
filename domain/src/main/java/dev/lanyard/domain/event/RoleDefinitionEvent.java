package dev.lanyard.domain.event;

import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to role definitions. */
public sealed interface RoleDefinitionEvent extends LifecycleEvent {

  /** The role. */
  RoleId role();

  /** A role was defined. */
  @Event(namespace = NAMESPACE, name = "RoleDefined", version = "1")
  record RoleDefined(RoleId role, RoleType type, RoleBody body) implements RoleDefinitionEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.roleOf(role, List.of(body.name()), body.assignable());
    }
  }

  /**
   * The role now says this.
   *
   * @param before what it said until now: its name and scopes are tags too, so that who asks for a
   *     name or a scope learns that the role left it
   */
  @Event(namespace = NAMESPACE, name = "RoleUpdated", version = "1")
  record RoleUpdated(RoleId role, RoleBody body, RoleBody before) implements RoleDefinitionEvent {
    @Override
    public Set<Tag> tags() {
      List<Scope> scopes = new ArrayList<>(body.assignable());
      scopes.addAll(before.assignable());
      return Tags.roleOf(role, List.of(body.name(), before.name()), scopes);
    }
  }

  /** The role ended; nobody held it, or a built-in role took its id in the same commit. */
  @Event(namespace = NAMESPACE, name = "RoleDeleted", version = "1")
  record RoleDeleted(RoleId role, RoleBody before) implements RoleDefinitionEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.roleOf(role, List.of(before.name()), before.assignable());
    }
  }
}
