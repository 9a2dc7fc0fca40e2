package dev.lanyard.projections.audit;

import dev.lanyard.domain.PrincipalId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event by which something changed, in short.
 *
 * @param position of the event in the ledger
 * @param commit the commit that it belongs to
 * @param committedAt when the commit was made
 * @param eventName its stored name
 * @param caller the principal that caused it
 * @param onBehalfOf the principal that the caller acted for
 * @param operation the command's name
 * @param correlation the command's id
 */
public record Deed(
    long position,
    long commit,
    Instant committedAt,
    String eventName,
    PrincipalId caller,
    Optional<PrincipalId> onBehalfOf,
    String operation,
    UUID correlation) {}
