package dev.lanyard.api;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import java.util.List;
import java.util.Optional;

/**
 * Who makes a request, from where, and why. Controllers take it as a parameter; {@link
 * CallerResolver} makes it from the request.
 *
 * @param principal the authenticated principal
 * @param groups the registered groups that the caller's token names: their grants count as its own
 * @param onBehalfOf the principal that the caller acts for
 * @param sourceAddress the network address that the request came from
 * @param requestId this server's id of the request, as in the reply header {@code x-ms-request-id}
 * @param clientRequestId the client's own id of it, from {@code x-ms-client-request-id}
 * @param traceId the trace that the request belongs to: 32 lower-case hexadecimal digits
 * @param reason what the caller gives as reason in the header {@code Lanyard-Reason}; at most 512
 *     characters
 */
public record Caller(
    PrincipalId principal,
    List<PrincipalId> groups,
    Optional<PrincipalId> onBehalfOf,
    Personal sourceAddress,
    Optional<String> requestId,
    Optional<String> clientRequestId,
    Optional<String> traceId,
    Personal reason) {
  public Caller {
    groups = List.copyOf(groups);
  }

  /** The server itself, acting as a principal: automations and the first start. */
  public static Caller itself(PrincipalId principal) {
    return new Caller(
        principal,
        List.of(),
        Optional.empty(),
        Personal.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Personal.none());
  }
}
