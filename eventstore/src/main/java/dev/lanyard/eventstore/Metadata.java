package dev.lanyard.eventstore;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import java.util.Optional;
import java.util.UUID;

/**
 * Who caused a fact, through what, and why.
 *
 * @param caller the authenticated principal
 * @param onBehalfOf the principal that the caller acts for
 * @param operation the command's name, such as {@code PutResource}
 * @param correlation the command's id; all facts of one decision share it
 * @param cascadesFrom the fact that this one follows from; empty for what was asked for itself
 * @param requestId the id of the HTTP request ({@code x-ms-request-id})
 * @param traceId the trace it belongs to (W3C trace context)
 * @param sourceAddress where the request came from
 * @param reason what the caller gave as reason
 */
public record Metadata(
    PrincipalId caller,
    Optional<PrincipalId> onBehalfOf,
    String operation,
    UUID correlation,
    Optional<UUID> cascadesFrom,
    Optional<String> requestId,
    Optional<String> traceId,
    Personal sourceAddress,
    Personal reason) {}
