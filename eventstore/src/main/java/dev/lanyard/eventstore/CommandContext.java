package dev.lanyard.eventstore;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who sends a command, from where, by what right, and how long it is worth deciding.
 *
 * @param commandId the command's own id, fresh for each request; the ids of its events derive from
 *     it, so that deciding again yields the same ones
 * @param caller the authenticated principal
 * @param groups the registered groups that the caller's token named, at most {@link
 *     Metadata#GROUPS_MAX}: their grants count as its own
 * @param onBehalfOf the principal that the caller acts for
 * @param requestId the id of the HTTP request
 * @param clientRequestId the client's own id of it
 * @param traceId the trace it belongs to (W3C trace context)
 * @param sourceAddress where the request came from
 * @param reason what the caller gave as reason
 * @param reliance what the caller's right to ask rests on
 * @param deadline from then on nothing is tried any more
 */
public record CommandContext(
    UUID commandId,
    PrincipalId caller,
    List<PrincipalId> groups,
    Optional<PrincipalId> onBehalfOf,
    Optional<String> requestId,
    Optional<String> clientRequestId,
    Optional<String> traceId,
    Personal sourceAddress,
    Personal reason,
    Reliance reliance,
    Instant deadline) {
  public CommandContext {
    groups = List.copyOf(groups);
  }

  /** What the facts of this command carry. */
  Metadata metadata(String operation, Optional<UUID> cascadesFrom) {
    return new Metadata(
        caller,
        groups,
        onBehalfOf,
        operation,
        commandId,
        cascadesFrom,
        requestId,
        clientRequestId,
        traceId,
        sourceAddress,
        reason);
  }
}
