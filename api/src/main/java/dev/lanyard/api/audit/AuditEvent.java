package dev.lanyard.api.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.audit.AuditRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the audit trail as this surface tells it. Absent values have no member.
 *
 * @param position of the event in the ledger
 * @param commit the commit that it belongs to
 * @param committedAt when the commit was made
 * @param eventId the event's id
 * @param event its stored name, such as {@code RoleAssigned}
 * @param subject the id of what it is about
 * @param path where the subject, or the scope of a grant or lock, was
 * @param tags the event's ledger tags
 * @param before what was until then, of that which changed
 * @param after what is from then on, of that which changed
 * @param caller the principal that caused it
 * @param groups the groups whose grants counted as the caller's own; at least one where there is
 *     the member
 * @param onBehalfOf the principal that the caller acted for
 * @param operation the command's name
 * @param correlation the command's id
 * @param cascadesFrom the position of the event that this one follows from
 * @param cascadeRoot the position of the event that the whole cascade follows from
 * @param requestId the id of the HTTP request
 * @param clientRequestId the client's own id of it
 * @param traceId the trace that it belongs to
 * @param sourceAddress where the request came from
 * @param reason what the caller gave as reason
 */
public record AuditEvent(
    long position,
    long commit,
    Instant committedAt,
    UUID eventId,
    String event,
    String subject,
    Optional<String> path,
    Map<String, List<String>> tags,
    @Schema(implementation = Object.class) Optional<Json.Obj> before,
    @Schema(implementation = Object.class) Optional<Json.Obj> after,
    String caller,
    Optional<List<String>> groups,
    Optional<String> onBehalfOf,
    String operation,
    UUID correlation,
    Optional<Long> cascadesFrom,
    long cascadeRoot,
    Optional<String> requestId,
    Optional<String> clientRequestId,
    Optional<String> traceId,
    Optional<String> sourceAddress,
    Optional<String> reason)
    implements AuditItem {
  public AuditEvent {
    tags = Map.copyOf(tags);
    groups = groups.map(List::copyOf);
  }

  /** The row as it is told. */
  public static AuditEvent of(AuditRow row) {
    var cause = row.cause();
    return new AuditEvent(
        row.position(),
        row.commit(),
        row.committedAt(),
        row.eventId(),
        row.eventName(),
        row.subject(),
        row.path(),
        row.tags(),
        row.before(),
        row.after(),
        cause.caller().toString(),
        Optional.of(cause.groups().stream().map(PrincipalId::toString).toList())
            .filter(groups -> !groups.isEmpty()),
        cause.onBehalfOf().map(PrincipalId::toString),
        cause.operation(),
        cause.correlation(),
        row.cascade().from(),
        row.cascade().root(),
        cause.requestId(),
        cause.clientRequestId(),
        cause.traceId(),
        cause.sourceAddress(),
        cause.reason());
  }
}
