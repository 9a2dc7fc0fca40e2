package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation as the activity log tells it: one event for its start, and one for its end.
 *
 * @param cursor where its source goes on behind it
 * @param at when it was decided; start and end are one moment here
 * @param id unique to the operation: clients join start and end by it
 * @param correlation the command, which all that followed from it shares
 * @param action the ARM action, such as {@code Microsoft.Compute/virtualMachines/write}
 * @param method of HTTP: {@code PUT} or {@code DELETE}
 * @param status HTTP status of the reply; 400 or more if it was refused
 * @param resourceId ARM id of what it is about
 * @param resourceType its full type
 * @param groupName name of the resource group that it is in
 * @param caller who asked
 * @param request what was asked, where clients read it from the start
 * @param response what was replied, where clients read it from the end
 * @param sourceAddress where the request came from
 * @param requestId the id of the HTTP request
 */
public record Operation(
    String cursor,
    Instant at,
    UUID id,
    UUID correlation,
    String action,
    String method,
    int status,
    String resourceId,
    String resourceType,
    Optional<String> groupName,
    PrincipalId caller,
    Optional<Json.Obj> request,
    Optional<Json.Obj> response,
    Optional<String> sourceAddress,
    Optional<String> requestId) {

  /** The namespace of what it is about. */
  public String provider() {
    int slash = resourceType.indexOf('/');
    return slash < 0 ? resourceType : resourceType.substring(0, slash);
  }
}
