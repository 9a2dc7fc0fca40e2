package dev.lanyard.api.audit;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request that was refused, as the access log has it. Absent values have no member.
 *
 * @param accessPosition of the record in the access log, whose positions are its own
 * @param committedAt when it was recorded
 * @param eventId the record's id
 * @param event always {@code RequestRefused}
 * @param status the HTTP status of the reply
 * @param code the error's code
 * @param method the HTTP method
 * @param path the path as it was read; absent where the reviewer does not see the place that it
 *     lies at, because the right was needed elsewhere
 * @param action what the request needed
 * @param scope the ARM scope that it was needed at
 * @param caller the principal that asked
 * @param groups the groups that the caller's token named
 * @param operation the command that was refused; absent where none was made
 * @param decidedAt the position of the ledger that the refusal rests on
 * @param requestId the id of the HTTP request
 * @param clientRequestId the client's own id of it
 * @param traceId the trace that it belongs to
 * @param sourceAddress where it came from
 */
public record RefusedRequest(
    long accessPosition,
    Instant committedAt,
    UUID eventId,
    String event,
    int status,
    String code,
    String method,
    Optional<String> path,
    String action,
    Optional<String> scope,
    String caller,
    List<String> groups,
    Optional<String> operation,
    long decidedAt,
    Optional<String> requestId,
    Optional<String> clientRequestId,
    Optional<String> traceId,
    Optional<String> sourceAddress)
    implements AuditItem {
  public RefusedRequest {
    groups = List.copyOf(groups);
  }

  /**
   * What is told of a record.
   *
   * @param path whether its path is
   */
  static RefusedRequest of(AccessRecord found, boolean path) {
    if (!(found.event() instanceof RequestRefused refused)) {
      throw new IllegalStateException("no refused request at " + found.position());
    }
    var circumstances = refused.circumstances();
    return new RefusedRequest(
        found.position(),
        found.committedAt(),
        found.eventId(),
        "RequestRefused",
        refused.status(),
        refused.code(),
        refused.method(),
        path ? Optional.of(refused.path()) : Optional.empty(),
        refused.action(),
        refused.scope().map(ResourcePath::toString),
        refused.caller().toString(),
        refused.groups().stream().map(PrincipalId::toString).toList(),
        refused.operation(),
        circumstances.decidedAt(),
        circumstances.requestId(),
        circumstances.clientRequestId(),
        circumstances.traceId(),
        circumstances.address().text());
  }
}
