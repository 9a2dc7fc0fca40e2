package dev.lanyard.projections.replay;

import dev.lanyard.domain.ResourcePath;
import java.util.Optional;
import java.util.Set;

/**
 * What shall be replayed.
 *
 * @param to the commit to replay up to; 0 or more
 * @param scope breaches of invariants are told of what lies there; empty for everything. Tree and
 *     views are checked whole
 * @param checks what shall be checked; one at least
 */
public record ReplayOrder(long to, Optional<ResourcePath> scope, Set<Check> checks) {
  public ReplayOrder {
    checks = Set.copyOf(checks);
    if (to < 0 || checks.isEmpty()) {
      throw new IllegalArgumentException("a replay goes to a commit and checks something");
    }
  }
}
