package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation as the activity log tells it: one event for its start, and one for its end.
 *
 * @param cursor where its source goes on behind it
 * @param at when it was decided; start and end are one moment here
 * @param id unique to the operation: clients join start and end by it
 * @param correlation the command, which all that followed from it shares; the request where no
 *     command was accepted
 * @param action the ARM action, such as {@code Microsoft.Compute/virtualMachines/write}
 * @param scope where the action was to be done: the id itself, but for rights that were missing
 *     elsewhere
 * @param places whoever sees all of them sees the operation
 * @param status HTTP status of the reply; 400 or more if it was refused
 * @param error the code of the error that it was refused with
 * @param resourceId ARM id of what it is about
 * @param resourceType its full type
 * @param groupName name of the resource group that it is in
 * @param caller who asked
 * @param request what was asked, where clients read it from the start
 * @param response what was replied, where clients read it from the end
 * @param http the request that it came with
 */
public record Operation(
    String cursor,
    Instant at,
    UUID id,
    UUID correlation,
    String action,
    String scope,
    List<ResourcePath> places,
    int status,
    Optional<String> error,
    String resourceId,
    String resourceType,
    Optional<String> groupName,
    PrincipalId caller,
    Optional<Json.Obj> request,
    Optional<Json.Obj> response,
    Http http) {
  public Operation {
    places = List.copyOf(places);
  }

  /**
   * The request that an operation came with.
   *
   * @param method such as {@code PUT} or {@code DELETE}
   * @param path as it was read, without its query; told to whoever sees the place
   * @param place that the path lies at
   * @param sourceAddress where it came from
   * @param requestId this server's id of it
   * @param clientRequestId the client's own
   */
  public record Http(
      String method,
      String path,
      ResourcePath place,
      Optional<String> sourceAddress,
      Optional<String> requestId,
      Optional<String> clientRequestId) {}

  /** The namespace of what it is about. */
  public String provider() {
    int slash = resourceType.indexOf('/');
    return slash < 0 ? resourceType : resourceType.substring(0, slash);
  }
}
