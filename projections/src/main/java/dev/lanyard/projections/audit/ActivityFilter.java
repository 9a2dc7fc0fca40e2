package dev.lanyard.projections.audit;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which facts the activity log of a subscription tells; all that are given must hold.
 *
 * @param subscription facts at a place in it, and those of all roles
 * @param upTo no fact after this position
 * @param group facts at a place in this resource group, and the group itself
 * @param subject facts about this, or about what hung on it, as in {@link AuditFilter}
 * @param correlation facts of the command with this id
 * @param caller facts that this principal caused
 * @param from committed at or after
 * @param to committed at or before
 */
public record ActivityFilter(
    SubscriptionId subscription,
    long upTo,
    Optional<ResourcePath> group,
    Optional<AuditSubject> subject,
    Optional<UUID> correlation,
    Optional<PrincipalId> caller,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Whether an index finds the facts, however many others there are. */
  boolean isNarrow() {
    return group.isPresent() || subject.isPresent() || correlation.isPresent();
  }
}
