package dev.lanyard.api.authority;

import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientSecrets;
import java.time.Instant;

/**
 * Finds out who presents a client id, by what it presents with it. What counts is what the state
 * view says now; the key store only tells whether a secret or a signature is right.
 *
 * <p>A client id is an operator's, or that of a user-assigned identity, for which another issuer's
 * token stands, or the id of an agent's certificate. Ids are never the same.
 */
public final class ClientProofs {
  private final OperatorProofs operators;
  private final WorkloadProofs workloads;
  private final Endpoints endpoints;

  /**
   * Makes the checks of an authority.
   *
   * @param state who there is
   */
  public ClientProofs(
      StateQueries state,
      WorkloadQueries workloads,
      Generations generations,
      ClientSecrets secrets,
      ClientAssertions assertions,
      FederatedProofs federated,
      Endpoints endpoints) {
    this.operators = new OperatorProofs(state, generations, secrets, assertions, endpoints);
    this.workloads = new WorkloadProofs(workloads, assertions, federated, endpoints);
    this.endpoints = endpoints;
  }

  /**
   * Checks a request's proof.
   *
   * @param entrance asked once, if the proof is right
   * @throws AuthorityRefusal if it proves nothing, or what the entrance throws
   */
  Proved check(TokenRequest request, Instant now, Entrance entrance) {
    var client = request.clientId();
    var operator = client.flatMap(operators::find);
    if (client.isPresent() && operator.isPresent()) {
      return operators.prove(operator.get(), client.get(), request.proof(), now, entrance);
    }
    return client
        .flatMap(id -> workloads.prove(id, request.proof(), now, entrance))
        .orElseThrow(
            () -> {
              operators.checkAgainstNobody(request.proof());
              return AuthorityError.unknownClient(request.shownClient(), endpoints.tenant())
                  .refusal();
            });
  }
}
