package dev.lanyard.domain.access;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.ThingId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * A fact of the access log: what was attempted, by whom, and how it ended (DESIGN, "Two logs"). The
 * stored name and version of each are append-only.
 */
public sealed interface AccessEvent {

  /** The namespace of the stored names. */
  String NAMESPACE = "access";

  /** The tags by which readers find this fact; never empty. */
  Set<Tag> tags();

  /**
   * The circumstances of one request.
   *
   * @param decidedAt the position of the lifecycle ledger that the answer rests on
   * @param requestId this server's id of the request ({@code x-ms-request-id})
   * @param clientRequestId the client's own ({@code x-ms-client-request-id})
   * @param traceId the trace that it belongs to
   * @param address the network address that it came from
   */
  record Circumstances(
      long decidedAt,
      Optional<String> requestId,
      Optional<String> clientRequestId,
      Optional<String> traceId,
      Personal address) {}

  /**
   * A token was issued.
   *
   * @param principal whose it is
   * @param client the client id that was presented
   * @param credential what proved it
   * @param audience for which resource server, as it is registered: the token itself names it in
   *     the spelling that it was asked for in, of which there are too many to be counted apart
   * @param tokenId the token's {@code uti}
   * @param expiresAt when it ends; whole seconds
   * @param through the resource that asked; empty for operators
   */
  @Event(namespace = NAMESPACE, name = "TokenIssued", version = "1")
  record TokenIssued(
      PrincipalId principal,
      ClientId client,
      CredentialId credential,
      String audience,
      String tokenId,
      Instant expiresAt,
      Optional<ResourcePath> through,
      Circumstances circumstances)
      implements AccessEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(principal));
    }
  }

  /**
   * A caller that had proved who it is got no token.
   *
   * @param principal who asked
   * @param client the client id that was presented
   * @param audience for which resource server, as asked
   * @param why the error's code, such as {@code AADSTS500011}
   */
  @Event(namespace = NAMESPACE, name = "TokenRefused", version = "1")
  record TokenRefused(
      PrincipalId principal,
      ClientId client,
      String audience,
      String why,
      Circumstances circumstances)
      implements AccessEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(principal));
    }
  }

  /**
   * A workload that had proved on which resource it runs got no token.
   *
   * @param resource where the resource was then
   * @param thing the resource
   * @param credential what proved it
   * @param audience for which resource server, as asked
   * @param why the reason that it was told
   */
  @Event(namespace = NAMESPACE, name = "WorkloadTokenRefused", version = "1")
  record WorkloadTokenRefused(
      ResourcePath resource,
      ThingId thing,
      CredentialId credential,
      String audience,
      String why,
      Circumstances circumstances)
      implements AccessEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(thing), Tags.credential(credential));
    }
  }

  /**
   * An authenticated request was refused: its caller may not, or a rule forbids.
   *
   * @param caller who asked
   * @param groups the groups that the caller's token named
   * @param method the HTTP method
   * @param path the path as it was read, without its query
   * @param action what the request needed, such as {@code Microsoft.Compute/virtualMachines/write}
   * @param scope the ARM scope that it was needed at; empty where there is none
   * @param operation the command that was refused; empty where none was made
   * @param status the HTTP status of the reply
   * @param code the error's code, such as {@code AuthorizationFailed}
   */
  @Event(namespace = NAMESPACE, name = "RequestRefused", version = "1")
  record RequestRefused(
      PrincipalId caller,
      List<PrincipalId> groups,
      String method,
      String path,
      String action,
      Optional<ResourcePath> scope,
      Optional<String> operation,
      int status,
      String code,
      Circumstances circumstances)
      implements AccessEvent {
    public RequestRefused {
      groups = List.copyOf(groups);
    }

    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(caller));
    }
  }

  /**
   * Somebody read records: the audit trail, history, evidence.
   *
   * @param caller who read
   * @param path the path as it was read, without its query
   * @param query the query as it was sent; empty where there is none
   * @param action what the reading needed
   */
  @Event(namespace = NAMESPACE, name = "RecordsRead", version = "1")
  record RecordsRead(
      PrincipalId caller, String path, String query, String action, Circumstances circumstances)
      implements AccessEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(caller));
    }
  }

  /**
   * A reading that went on for a while has ended. Its beginning is a {@link RecordsRead} of the
   * same request.
   *
   * @param caller who read
   * @param path the path as it was read, without its query
   * @param query the query as it was sent; empty where there is none
   * @param action what the reading needed
   * @param lastPosition everything that it could show up to this position of the lifecycle ledger
   *     was sent
   * @param events how many events were sent
   * @param why it ended, such as {@code RightLost}
   */
  @Event(namespace = NAMESPACE, name = "StreamEnded", version = "1")
  record StreamEnded(
      PrincipalId caller,
      String path,
      String query,
      String action,
      long lastPosition,
      long events,
      String why,
      Circumstances circumstances)
      implements AccessEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(caller));
    }
  }

  /**
   * Requests that did not prove who made them, or came too often, of one address in one second.
   *
   * @param address where they came from
   * @param second when; whole seconds
   * @param counts how many, by the code of the error that they got; one at least
   */
  @Event(namespace = NAMESPACE, name = "CallersTurnedAway", version = "1")
  record CallersTurnedAway(Personal address, Instant second, Map<String, Long> counts)
      implements AccessEvent {
    public CallersTurnedAway {
      counts = Map.copyOf(new TreeMap<>(counts));
    }

    @Override
    public Set<Tag> tags() {
      return Set.of(Tag.of("event", "CallersTurnedAway"));
    }
  }
}
