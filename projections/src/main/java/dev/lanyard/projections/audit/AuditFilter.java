package dev.lanyard.projections.audit;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which rows of the audit trail; all that are given must hold.
 *
 * @param subject rows that are about this, or about what hung on it (its identities, grants, locks
 *     and attachments); a path stands for all that ever lived there
 * @param group rows about what is in this resource group, and the group itself
 * @param caller rows that this principal caused
 * @param operation rows of this command, such as {@code PutResource}, in exactly this spelling
 * @param fromPosition the first position
 * @param toPosition the last position
 * @param from committed at or after
 * @param to committed at or before
 * @param correlation rows of the command with this id
 */
public record AuditFilter(
    Optional<AuditSubject> subject,
    Optional<ResourcePath> group,
    Optional<PrincipalId> caller,
    Optional<String> operation,
    Optional<Long> fromPosition,
    Optional<Long> toPosition,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<UUID> correlation) {

  /** Every row. */
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same, for rows about a subject. */
  public AuditFilter about(AuditSubject other) {
    return new AuditFilter(
        Optional.of(other),
        group,
        caller,
        operation,
        fromPosition,
        toPosition,
        from,
        to,
        correlation);
  }
}
