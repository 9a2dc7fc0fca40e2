package dev.lanyard.api.authority;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.projections.state.FederatedIdentity;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.ClientAssertions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What workloads prove themselves by: a user-assigned identity by another issuer's token, an agent
 * by an assertion that its certificate signed.
 */
final class WorkloadProofs {
  private final WorkloadQueries workloads;
  private final ClientAssertions assertions;
  private final FederatedProofs federated;
  private final Endpoints endpoints;

  WorkloadProofs(
      WorkloadQueries workloads,
      ClientAssertions assertions,
      FederatedProofs federated,
      Endpoints endpoints) {
    this.workloads = workloads;
    this.assertions = assertions;
    this.federated = federated;
    this.endpoints = endpoints;
  }

  /**
   * Checks the proof of the workload that a client id is of.
   *
   * @return empty if it is of none, of one that does not count now, or the proof is no assertion
   * @throws AuthorityRefusal if it proves nothing
   */
  Optional<Proved> prove(ClientId client, TokenRequest.Proof proof, Instant now) {
    if (!(proof instanceof TokenRequest.Proof.Assertion(var text))) {
      return Optional.empty();
    }
    return workloads
        .federationOf(client, StateQueries.CURRENT)
        .<Proved>map(identity -> federated(identity, text))
        .or(() -> agent(client, text, now));
  }

  private Proved federated(FederatedIdentity found, String presented) {
    var identity = found.identity();
    return new Proved.Client(
        identity.principal(),
        identity.client(),
        federated.check(found, presented),
        false,
        Optional.of(identity.path()),
        identity.generation(),
        Optional.empty());
  }

  private Optional<Proved> agent(ClientId client, String presented, Instant now) {
    var id = new CredentialId(client.value());
    return workloads
        .byCredential(id, StateQueries.CURRENT)
        .filter(found -> found.credential().kind() == WorkloadCredential.Kind.CERTIFICATE)
        .filter(found -> found.credential().counts(now))
        .map(found -> agent(found, client, presented));
  }

  private Proved agent(ProvenResource found, ClientId client, String presented) {
    var own = List.of(found.credential().id());
    var outcome = assertions.verify(presented, client, endpoints.tokenEndpoints(), own);
    return switch (outcome) {
      case ClientAssertions.Proved _ -> new Proved.Agent(found);
      case ClientAssertions.Refused(var why) -> throw RefusedAssertion.of(why).refusal();
    };
  }
}
