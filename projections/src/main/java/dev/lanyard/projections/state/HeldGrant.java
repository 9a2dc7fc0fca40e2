package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import java.time.Instant;
import java.util.Optional;

/**
 * A role that somebody holds somewhere, and since when.
 *
 * @param assignment the grant
 * @param role its role
 * @param roleName the role's name by the wording that counts
 * @param holder who has it: a principal, or a group
 * @param holderType what the grant says that the holder is
 * @param at where it counts, with all below
 * @param expiresOn from this instant on it grants nothing
 * @param assigned the commit that gave it these terms
 * @param worded the commit that gave the role its wording
 */
public record HeldGrant(
    AssignmentId assignment,
    RoleId role,
    String roleName,
    PrincipalId holder,
    PrincipalType holderType,
    ResourcePath at,
    Optional<Instant> expiresOn,
    long assigned,
    long worded) {}
