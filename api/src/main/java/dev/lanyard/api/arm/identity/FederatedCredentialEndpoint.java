package dev.lanyard.api.arm.identity;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.StateQueries;
import java.util.List;

/**
 * Federated credentials of user-assigned identities, which are not offered: no identity has any,
 * and every attempt at one is refused in words. The status is 400, because clients print what comes
 * with it at once, while they repeat a request that failed with 5xx.
 */
public final class FederatedCredentialEndpoint {
  private final StateQueries state;

  /** Makes an endpoint of this node's view. */
  public FederatedCredentialEndpoint(StateQueries state) {
    this.state = state;
  }

  /** Those of an identity: none. */
  public ArmReply list(ArmRequest request, ResourcePath identity) {
    request.requireGet();
    if (state.userIdentity(identity, request.moment().asOf()).isEmpty()) {
      throw ThingProblems.resourceNotFound(identity).exception();
    }
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(List.of())).build());
  }

  /** What every method on one is refused with. */
  public static ProblemException refusal() {
    return Problem.of(
            400,
            "FederatedIdentityCredentialsNotAvailable",
            "Lanyard does not offer federated identity credentials yet.")
        .exception();
  }
}
