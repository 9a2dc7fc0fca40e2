package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A live grant without a condition, with what its role says.
 *
 * @param assignment the grant
 * @param role its role
 * @param holder who has it: the caller, or a group of the caller
 * @param at where it counts, with all below
 * @param expiresOn from this instant on it grants nothing; may have passed
 * @param permissions what the role grants
 */
public record Entitlement(
    AssignmentId assignment,
    RoleId role,
    PrincipalId holder,
    ResourcePath at,
    Optional<Instant> expiresOn,
    List<Permission> permissions) {
  public Entitlement {
    permissions = List.copyOf(permissions);
  }
}
