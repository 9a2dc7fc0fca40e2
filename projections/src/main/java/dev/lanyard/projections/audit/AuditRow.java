package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One event of the audit trail.
 *
 * @param position of the event in the ledger
 * @param commit the commit that it belongs to
 * @param committedAt when the commit was made; whole microseconds
 * @param eventId the event's id
 * @param eventName its stored name, such as {@code RoleAssigned}
 * @param subject the id of what it is about: a uid, principal, credential, role or assignment id,
 *     or {@code /subscriptions/GUID} or {@code /} for a lock there
 * @param path where the subject, or the scope of a grant or lock, was; empty for roles and
 *     principals
 * @param tags the event's ledger tags, key to values
 * @param before what was until then, of that which changed; empty for what is new
 * @param after what is from then on, of that which changed; empty for what ended
 * @param cause who and why
 * @param cascade the row's place in its cascade
 */
public record AuditRow(
    long position,
    long commit,
    Instant committedAt,
    UUID eventId,
    String eventName,
    String subject,
    Optional<String> path,
    Map<String, List<String>> tags,
    Optional<Json.Obj> before,
    Optional<Json.Obj> after,
    Cause cause,
    Fall cascade) {

  /**
   * Who caused an event, through what, and why.
   *
   * @param caller the authenticated principal
   * @param groups the groups whose grants counted as the caller's own
   * @param onBehalfOf the principal that the caller acted for
   * @param operation the command's name
   * @param correlation the command's id
   * @param requestId the id of the HTTP request
   * @param clientRequestId the client's own id of it
   * @param traceId the trace that it belongs to
   * @param sourceAddress where the request came from; empty if unknown or erased
   * @param reason what the caller gave as reason; empty if none or erased
   */
  public record Cause(
      PrincipalId caller,
      List<PrincipalId> groups,
      Optional<PrincipalId> onBehalfOf,
      String operation,
      UUID correlation,
      Optional<String> requestId,
      Optional<String> clientRequestId,
      Optional<String> traceId,
      Optional<String> sourceAddress,
      Optional<String> reason) {
    public Cause {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A row's place in a cascade.
   *
   * @param from the position of the event that this one follows from; empty for what was asked for
   *     itself
   * @param root the position of the event that all of this cascade follows from; the row's own
   *     where it follows from none
   */
  public record Fall(Optional<Long> from, long root) {}

  public AuditRow {
    tags = Map.copyOf(tags);
  }
}
