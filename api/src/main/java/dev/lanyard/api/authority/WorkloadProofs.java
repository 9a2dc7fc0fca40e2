package dev.lanyard.api.authority;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.projections.state.FederatedIdentity;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.AssertionTerms;
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
   * @param entrance asked once, if the proof is right
   * @return empty if it is of none, of one that does not count now, or the proof is no assertion
   * @throws AuthorityRefusal if it proves nothing, or what the entrance throws
   */
  Optional<Proved> prove(
      ClientId client, TokenRequest.Proof proof, Instant now, Entrance entrance) {
    if (!(proof instanceof TokenRequest.Proof.Assertion(var text))) {
      return Optional.empty();
    }
    return workloads
        .federationOf(client, StateQueries.CURRENT)
        .<Proved>map(identity -> federated(identity, text, entrance))
        .or(() -> agent(client, text, now, entrance));
  }

  private Proved federated(FederatedIdentity found, String presented, Entrance entrance) {
    var identity = found.identity();
    var credential = federated.check(found, presented);
    entrance.admit(identity.principal());
    return new Proved.Client(
        identity.principal(),
        identity.client(),
        credential,
        false,
        Optional.of(identity.path()),
        identity.generation(),
        Optional.empty());
  }

  private Optional<Proved> agent(
      ClientId client, String presented, Instant now, Entrance entrance) {
    var id = new CredentialId(client.value());
    return workloads
        .byCredential(id, StateQueries.CURRENT)
        .filter(found -> found.credential().kind() == WorkloadCredential.Kind.CERTIFICATE)
        .filter(found -> found.credential().counts(now))
        .map(found -> agent(found, client, presented, entrance));
  }

  private Proved agent(ProvenResource found, ClientId client, String presented, Entrance entrance) {
    var own = List.of(found.credential().id());
    var terms = AssertionTerms.agent(() -> entrance.admit(found));
    var outcome = assertions.verify(presented, client, endpoints.tokenEndpoints(), own, terms);
    return switch (outcome) {
      case ClientAssertions.Proved _ -> new Proved.Agent(found);
      case ClientAssertions.Refused(var why) -> throw AssertionErrors.of(why).refusal();
    };
  }
}
