package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.ScopeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How what somebody may through one role at one scope differs between two moments. At each it has
 * the role there if an assignment counts: it lives, has no condition and has not expired, and its
 * holder acts. An assignment that was given anew under another id is no difference.
 *
 * @param principal who has it: a principal, or a group
 * @param type what that is
 * @param role the role
 * @param scopeId the uid of the scope: what came anew at an old path is another
 * @param scope where it counts, with all below
 * @param before what counted at the earlier moment; empty where nothing did
 * @param after what counted at the later moment, likewise; one of the two is there
 */
public record AccessChange(
    PrincipalId principal,
    PrincipalType type,
    RoleId role,
    ScopeId scopeId,
    ResourcePath scope,
    Optional<Counted> before,
    Optional<Counted> after) {

  /**
   * An assignment that counts.
   *
   * @param assignment which
   * @param roleName the role's name by the wording of that time
   * @param permissions what the role grants by it
   * @param expiresOn from this instant on it grants nothing
   */
  public record Counted(
      AssignmentId assignment,
      String roleName,
      List<Permission> permissions,
      Optional<Instant> expiresOn) {
    public Counted {
      permissions = List.copyOf(permissions);
    }
  }
}
