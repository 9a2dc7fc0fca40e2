package dev.lanyard.domain.role;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happened to role assignments, and what one grants after {@link #of all of it}. */
final class Assignments {

  private Assignments() {}

  /** What happened to one assignment. */
  static Boundary of(AssignmentId assignment) {
    return with(Tags.assignment(assignment));
  }

  /** What happened to the assignments that have all of these tags. */
  static Boundary with(Tag... tags) {
    return Boundary.of(Set.of(RoleAssigned.class, RoleAssignmentRemoved.class), tags);
  }

  /** What an assignment grants after one more fact about it, or about anything else. */
  static Optional<Grant> after(Optional<Grant> known, AssignmentId about, LifecycleEvent event) {
    if (event instanceof RoleAssigned(var grant) && grant.assignment().equals(about)) {
      return Optional.of(grant);
    }
    return event instanceof RoleAssignmentRemoved(var grant, _) && grant.assignment().equals(about)
        ? Optional.empty()
        : known;
  }
}
