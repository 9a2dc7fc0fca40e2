package dev.lanyard.api.arm.identity;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Whole;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.federation.FederationRules;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Federated credentials of user-assigned identities (CONTRACT 2.4 and 4.2). */
public final class FederatedCredentialEndpoint {
  private final StateQueries state;
  private final WorkloadQueries workloads;
  private final int credentialsMax;

  /**
   * Makes an endpoint of this node's view.
   *
   * @param credentialsMax how many an identity may have
   */
  public FederatedCredentialEndpoint(
      StateQueries state, WorkloadQueries workloads, int credentialsMax) {
    this.state = state;
    this.workloads = workloads;
    this.credentialsMax = credentialsMax;
  }

  /** Those of an identity, by name without case. */
  public ArmReply list(ArmRequest request, ResourcePath identity) {
    request.requireGet();
    Held held = held(identity, request.moment().asOf());
    return request.list(
        Whole.page(held.credentials(), request.paging(), FederatedCredential::key),
        credential -> FederatedCredentialJson.of(held.identity(), credential));
  }

  /** Any method on one. */
  public ArmReply serve(ArmRequest request, ResourcePath identity, String name) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(request, identity, name);
      case "PUT" -> put(request, identity, name);
      case "DELETE" -> delete(request, identity, name);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "DELETE");
    };
  }

  /**
   * The credentials of an identity.
   *
   * @param identity in the case that it was created with
   */
  private record Held(ResourcePath identity, List<FederatedCredential> credentials) {}

  private Held held(ResourcePath path, long asOf) {
    Scope identity =
        state
            .userIdentity(path, asOf)
            .orElseThrow(() -> ThingProblems.resourceNotFound(path).exception())
            .scope();
    return new Held(identity.path(), workloads.federated(identity.requireThing(), asOf));
  }

  private ArmReply get(ArmRequest request, ResourcePath path, String name) {
    Held held = held(path, request.moment().asOf());
    String key = name.toLowerCase(Locale.ROOT);
    return held.credentials().stream()
        .filter(credential -> credential.key().equals(key))
        .findFirst()
        .map(found -> ArmReply.of(200, FederatedCredentialJson.of(held.identity(), found)))
        .orElseThrow(
            () ->
                Problem.of(
                        404,
                        "ResourceNotFound",
                        "The identity '%s' has no federated credential of this name."
                            .formatted(path.name()))
                    .exception());
  }

  private ArmReply put(ArmRequest request, ResourcePath path, String name) throws IOException {
    FederatedCredential asked = FederatedCredentialJson.read(name, request.body());
    var done =
        request
            .send(FederationRules.PUT, new PutFederatedCredential(path, asked, credentialsMax))
            .done();
    int status = done.before().subject().isEmpty() ? 201 : 200;
    FederatedCredential now = done.after().subject().orElseThrow();
    return ArmReply.of(status, FederatedCredentialJson.of(path, now));
  }

  private static ArmReply delete(ArmRequest request, ResourcePath path, String name) {
    var done =
        request.send(FederationRules.REMOVE, new RemoveFederatedCredential(path, name)).done();
    return ArmReply.empty(done.changed() ? 200 : 204);
  }
}
