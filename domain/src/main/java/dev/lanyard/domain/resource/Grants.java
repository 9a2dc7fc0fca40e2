package dev.lanyard.domain.resource;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The live grants that a rule asked about, in the order they were given. Folds in place: it belongs
 * to one decision.
 */
public final class Grants {
  /**
   * All that a grant's tags say. An assignment id can be given again elsewhere after it ended, and
   * the two may be read in different steps, whose order means nothing: the id alone would mix them.
   */
  private record Key(AssignmentId assignment, PrincipalId principal, RoleId role, ScopeId scope) {}

  private final Map<Key, Grant> live = new LinkedHashMap<>();

  /** Folds a fact; one that is not about grants changes nothing. */
  public void fold(LifecycleEvent event) {
    if (event instanceof RoleAssignmentEvent change) {
      switch (change) {
        case RoleAssigned(var grant) -> live.put(keyOf(grant), grant);
        case RoleAssignmentRemoved(var grant, _) -> live.remove(keyOf(grant));
      }
    }
  }

  /** The grants. */
  public Collection<Grant> all() {
    return Collections.unmodifiableCollection(live.values());
  }

  private static Key keyOf(Grant grant) {
    return new Key(grant.assignment(), grant.principal(), grant.role(), grant.scope().id());
  }
}
