package dev.lanyard.api.access;

import dev.lanyard.projections.state.HeldGrant;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A role assignment as this surface tells it.
 *
 * @param assignmentId the assignment
 * @param roleId its role
 * @param roleName the role's name by the wording that counts
 * @param principalId who has it: a principal, or a group
 * @param principalType what that is
 * @param scope where it counts, with all below
 * @param expiresOn from this instant on it grants nothing
 * @param assignedAt the position since which it has these terms
 * @param roleWordedAt the position since which the role says what it says
 */
public record GrantBody(
    UUID assignmentId,
    UUID roleId,
    String roleName,
    UUID principalId,
    @Schema(allowableValues = {"User", "Group", "ServicePrincipal"}) String principalType,
    String scope,
    Optional<Instant> expiresOn,
    long assignedAt,
    long roleWordedAt) {

  static GrantBody of(HeldGrant grant) {
    return new GrantBody(
        grant.assignment().value(),
        grant.role().value(),
        grant.roleName(),
        grant.holder().value(),
        grant.holderType().toString(),
        grant.at().toString(),
        grant.expiresOn(),
        grant.assigned(),
        grant.worded());
  }
}
