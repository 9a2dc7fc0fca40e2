package dev.lanyard.api.authority;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.projections.state.FederatedIdentity;
import dev.lanyard.projections.state.Generation;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out who presents a client id, by what it presents with it. What counts is what the state
 * view says now; the key store only tells whether a secret or a signature is right.
 *
 * <p>A client id is an operator's, or that of a user-assigned identity, for which another issuer's
 * token stands, or the id of an agent's certificate. Ids are never the same.
 */
public final class ClientProofs {
  /** The id of no credential: checking against it costs what checking against any costs. */
  private static final CredentialId NOBODYS = new CredentialId(new UUID(0, 0));

  private final StateQueries state;
  private final WorkloadQueries workloads;
  private final Generations generations;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final FederatedProofs federated;
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
    this.state = state;
    this.workloads = workloads;
    this.generations = generations;
    this.secrets = secrets;
    this.assertions = assertions;
    this.federated = federated;
    this.endpoints = endpoints;
  }

  /**
   * Checks a request's proof.
   *
   * @throws AuthorityRefusal if it proves nothing
   */
  Proved check(TokenRequest request, Instant now) {
    var client = request.clientId();
    var operator = client.flatMap(this::operator);
    if (client.isPresent() && operator.isPresent()) {
      return proved(operator.get(), client.get(), request.proof(), now);
    }
    return client
        .flatMap(id -> workload(id, request.proof(), now))
        .orElseThrow(
            () -> {
              checkAgainstNobody(request);
              return AuthorityError.unknownClient(request.shownClient(), endpoints.tenant())
                  .refusal();
            });
  }

  private Optional<Principal> operator(ClientId client) {
    return state.principalOf(
        new Subject(Subject.LOCAL_ISSUER, client.toString()), StateQueries.CURRENT);
  }

  private void checkAgainstNobody(TokenRequest request) {
    if (request.proof() instanceof TokenRequest.Proof.Secret(var text)) {
      var _ = secrets.matches(NOBODYS, text);
    }
  }

  private Proved proved(
      Principal principal, ClientId client, TokenRequest.Proof proof, Instant now) {
    var known = state.credentials(principal.principal(), StateQueries.CURRENT);
    var credential =
        switch (proof) {
          case TokenRequest.Proof.Secret(var text) -> bySecret(text, client, known);
          case TokenRequest.Proof.Assertion(var text) -> byAssertion(text, client, known);
        };
    var generation =
        generations.open(principal.principal(), Optional.empty(), StateQueries.CURRENT);
    return new Proved.Client(
        principal.principal(),
        client,
        credential.id(),
        credential.kind() == OperatorCredential.Kind.SECRET,
        Optional.empty(),
        generation.map(Generation::index).orElse(0L),
        refusal(principal, client, credential, now).or(() -> noneOpen(generation, client)));
  }

  /** A principal that acts has one; it may have been disabled since it was looked up. */
  private static Optional<AuthorityError> noneOpen(
      Optional<Generation> generation, ClientId client) {
    return generation.isPresent()
        ? Optional.empty()
        : Optional.of(AuthorityError.disabledClient(client));
  }

  private Optional<Proved> workload(ClientId client, TokenRequest.Proof proof, Instant now) {
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
      case ClientAssertions.Refused(var why) -> throw refused(why).refusal();
    };
  }

  private OperatorCredential bySecret(
      String presented, ClientId client, List<OperatorCredential> known) {
    return known.stream()
        .filter(credential -> credential.kind() == OperatorCredential.Kind.SECRET)
        .filter(credential -> secrets.matches(credential.id(), presented))
        .findFirst()
        .orElseThrow(() -> AuthorityError.wrongSecret(client).refusal());
  }

  private OperatorCredential byAssertion(
      String presented, ClientId client, List<OperatorCredential> known) {
    var candidates =
        known.stream()
            .filter(credential -> credential.kind() == OperatorCredential.Kind.CERTIFICATE)
            .map(OperatorCredential::id)
            .toList();
    var outcome = assertions.verify(presented, client, endpoints.tokenEndpoints(), candidates);
    return switch (outcome) {
      case ClientAssertions.Proved(var id) ->
          known.stream()
              .filter(credential -> credential.id().equals(id))
              .findFirst()
              .orElseThrow(() -> refused(ClientAssertions.Why.UNKNOWN_KEY).refusal());
      case ClientAssertions.Refused(var why) -> throw refused(why).refusal();
    };
  }

  private static AuthorityError refused(ClientAssertions.Why why) {
    return switch (why) {
      case MALFORMED -> AuthorityError.assertion(50_027, "Invalid JWT token: it is malformed.");
      case UNKNOWN_KEY ->
          AuthorityError.assertion(
              700_027, "Client assertion failed signature validation: the key is not known.");
      case BAD_SIGNATURE ->
          AuthorityError.assertion(700_027, "Client assertion failed signature validation.");
      case EXPIRED ->
          AuthorityError.assertion(700_024, "Client assertion is not within its valid time range.");
      case WRONG_AUDIENCE ->
          AuthorityError.assertion(
              700_023, "Client assertion audience is not the URL of this token endpoint.");
      case WRONG_SUBJECT ->
          AuthorityError.assertion(
              700_021, "Client assertion application identifier doesn't match 'client_id'.");
      case REPLAYED ->
          AuthorityError.assertion(
              700_028, "Client assertion was presented before; each can be used once.");
    };
  }

  private static Optional<AuthorityError> refusal(
      Principal principal, ClientId client, OperatorCredential credential, Instant now) {
    if (principal.disabled()) {
      return Optional.of(AuthorityError.disabledClient(client));
    }
    if (credential.counts(now)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (credential.kind()) {
          case SECRET -> AuthorityError.secretNotValidNow(client);
          case CERTIFICATE -> AuthorityError.certificateNotValidNow(client);
        });
  }
}
