package dev.lanyard.api.arm.workload;

import dev.lanyard.api.FreshIds;
import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.Whole;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.domain.About;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of workloads, {@code {resource}/providers/Lanyard.Workload/credentials}: issued,
 * rolled and revoked for a resource. What proves one is told in the reply that made it alone.
 */
public final class WorkloadCredentialEndpoint {
  private final Views views;
  private final Keys keys;
  private final boolean paths;
  private final OnceTold once;
  private final FreshIds ids;
  private final InstantSource clock;

  /** Where what proves credentials is kept. */
  public record Keys(ClientSecrets secrets, ClientCertificates certificates) {
    void forget(CredentialId credential) {
      secrets.forget(credential);
      certificates.forget(credential);
    }
  }

  /**
   * Makes an endpoint of this node.
   *
   * @param paths whether secrets in paths are offered
   */
  public WorkloadCredentialEndpoint(
      Views views, Keys keys, boolean paths, OnceTold once, FreshIds ids, InstantSource clock) {
    this.views = views;
    this.keys = keys;
    this.paths = paths;
    this.once = once;
    this.ids = ids;
    this.clock = clock;
  }

  /** Any method on the credentials of a resource. */
  public ArmReply serve(ArmRequest request, ResourcePath resource) throws IOException {
    return switch (request.method()) {
      case "GET" -> list(request, resource);
      case "POST" -> issue(request, resource);
      default -> throw request.notAllowed("GET", "HEAD", "POST");
    };
  }

  /** Any method on one credential. */
  public ArmReply serve(ArmRequest request, ResourcePath resource, CredentialId id) {
    return switch (request.method()) {
      case "GET" -> get(request, resource, id);
      case "DELETE" -> revoke(request, resource, id);
      default -> throw request.notAllowed("GET", "HEAD", "DELETE");
    };
  }

  private ArmReply list(ArmRequest request, ResourcePath resource) {
    Held held = held(resource, request.moment().asOf());
    return request.list(
        Whole.page(held.credentials(), request.paging(), credential -> credential.id().toString()),
        credential -> WorkloadCredentialJson.of(held.resource(), credential));
  }

  private ArmReply get(ArmRequest request, ResourcePath resource, CredentialId id) {
    Held held = held(resource, request.moment().asOf());
    return ArmReply.of(200, WorkloadCredentialJson.of(held.resource(), held.one(id)));
  }

  /**
   * The credentials that were not revoked; the time of some may be over.
   *
   * @param resource in the case that it was created with
   */
  private record Held(ResourcePath resource, List<WorkloadCredential> credentials) {
    WorkloadCredential one(CredentialId id) {
      return credentials.stream()
          .filter(credential -> credential.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.of(
                          404,
                          "CredentialNotFound",
                          "The resource has no credential '%s'.".formatted(id))
                      .exception());
    }
  }

  private Held held(ResourcePath path, long asOf) {
    Scope resource =
        views
            .state()
            .resource(path, asOf)
            .orElseThrow(() -> ThingProblems.resourceNotFound(path).exception())
            .scope();
    return new Held(resource.path(), views.workloads().credentials(resource.requireThing(), asOf));
  }

  private ArmReply issue(ArmRequest request, ResourcePath resource) throws IOException {
    var asked = WorkloadCredentialBody.of(properties(request)).offered(paths);
    var made = asked.from(now(), ids.credential());
    return make(request, WorkloadCredentialRules.ISSUE, new IssueCredential(resource, made), made);
  }

  /** Puts a new secret in the place of one, which goes on for as long as the request says. */
  public ArmReply rotate(ArmRequest request, ResourcePath resource, CredentialId replaced)
      throws IOException {
    if (!request.method().equals("POST")) {
      throw request.notAllowed("POST");
    }
    Optional<Fields> properties = properties(request);
    Kind kind =
        WorkloadCredentialBody.rotatable(held(resource, StateQueries.CURRENT).one(replaced).kind());
    Duration overlap = WorkloadCredentialBody.overlap(properties);
    var asked = WorkloadCredentialBody.of(kind, properties).offered(paths);
    Instant now = now();
    var made = asked.from(now, ids.credential());
    var command = new RotateCredential(resource, replaced, now.plus(overlap), made);
    ArmReply reply = make(request, WorkloadCredentialRules.ROTATE, command, made);
    if (overlap.isZero()) {
      keys.forget(replaced);
    }
    return reply;
  }

  private static Optional<Fields> properties(ArmRequest request) throws IOException {
    return request.bodyOrNone().flatMap(body -> body.fields("properties"));
  }

  /** The key first, then the fact: a fact never names a key that is not there. */
  private <C extends WorkloadCredentialCommand, S extends About<WorkloadCredential>> ArmReply make(
      ArmRequest request, Rule<C, S> rule, C command, WorkloadCredential made) {
    try {
      String secret = keys.secrets().issue(made.id());
      request.send(rule, command);
      return ArmReply.of(
          201,
          WorkloadCredentialJson.of(
              command.resource(), made, properties -> once.addTo(properties, made, secret)));
    } catch (CommandRejected | MalformedValue | ProblemException refused) {
      // After any other failure the fact may be there all the same.
      keys.forget(made.id());
      throw refused;
    }
  }

  private ArmReply revoke(ArmRequest request, ResourcePath resource, CredentialId id) {
    var command = new RevokeCredential(resource, id);
    boolean changed = request.send(WorkloadCredentialRules.REVOKE, command).done().changed();
    if (changed) {
      keys.forget(id);
    }
    return ArmReply.empty(changed ? 200 : 204);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
