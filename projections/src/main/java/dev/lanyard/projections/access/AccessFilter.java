package dev.lanyard.projections.access;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which records of the access log; all that are given must hold.
 *
 * @param kinds records of these kinds; of all where there are none
 * @param caller records of this principal
 * @param at records of what was attempted at exactly this scope, in any case
 * @param within records of what was attempted at this scope or below it, in any case: the root, a
 *     subscription, a group or a resource. Only {@code RequestRefused} with a scope, and {@code
 *     TokenIssued} through a resource, have one
 * @param operation refused commands of this name, such as {@code PutResource}
 * @param status refused requests with this HTTP status
 * @param code refused requests or tokens with this error code, in exactly this spelling
 * @param fromPosition the first position of the access log
 * @param toPosition the last position of the access log
 * @param decidedFrom decided at this position of the lifecycle ledger, or a later one
 * @param decidedTo decided at this position of the lifecycle ledger, or an earlier one
 * @param from recorded at or after
 * @param to recorded at or before
 * @param requestId records of the request with this id, the server's or the client's
 */
public record AccessFilter(
    Set<Class<? extends AccessEvent>> kinds,
    Optional<PrincipalId> caller,
    Optional<ResourcePath> at,
    Optional<ResourcePath> within,
    Optional<String> operation,
    Optional<Integer> status,
    Optional<String> code,
    Optional<Long> fromPosition,
    Optional<Long> toPosition,
    Optional<Long> decidedFrom,
    Optional<Long> decidedTo,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> requestId) {

  /** Every record. */
  public static final AccessFilter ALL =
      new AccessFilter(
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public AccessFilter {
    kinds = Set.copyOf(kinds);
  }
}
