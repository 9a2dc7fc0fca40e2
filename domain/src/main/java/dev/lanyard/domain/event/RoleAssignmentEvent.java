package dev.lanyard.domain.event;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Tags;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to role assignments. */
public sealed interface RoleAssignmentEvent extends LifecycleEvent {

  /** The grant, as it was given. */
  Grant grant();

  @Override
  default Set<Tag> tags() {
    return Set.of(
        Tags.assignment(grant().assignment()),
        Tags.principal(grant().principal()),
        Tags.role(grant().role()),
        Tags.at(grant().scope().id()));
  }

  /** A principal may, from now on, do at a scope what a role says. */
  @Event(namespace = NAMESPACE, name = "RoleAssigned", version = "1")
  record RoleAssigned(Grant grant) implements RoleAssignmentEvent {}

  /** It may no longer. */
  @Event(namespace = NAMESPACE, name = "RoleAssignmentRemoved", version = "1")
  record RoleAssignmentRemoved(Grant grant, Cause cause) implements RoleAssignmentEvent {}

  /** Why a role assignment ended. */
  enum Cause {
    /** Somebody removed it. */
    REMOVED,
    /** Its expiry passed. */
    EXPIRED,
    /** The same assignment was given new terms. */
    REPLACED,
    /** Its principal ended. */
    PRINCIPAL_ENDED,
    /** Its scope ended. */
    SCOPE_ENDED
  }
}
