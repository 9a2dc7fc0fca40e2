package dev.lanyard.api.authority;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.Subject;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out who presents a client id, by what it presents with it. What counts is what the state
 * view says now; the key store only tells whether a secret or a signature is right.
 */
public final class ClientProofs {
  /** The id of no credential: checking against it costs what checking against any costs. */
  private static final CredentialId NOBODYS = new CredentialId(new UUID(0, 0));

  private final StateQueries state;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final Endpoints endpoints;

  /**
   * Makes the checks of an authority.
   *
   * @param state who there is
   */
  public ClientProofs(
      StateQueries state, ClientSecrets secrets, ClientAssertions assertions, Endpoints endpoints) {
    this.state = state;
    this.secrets = secrets;
    this.assertions = assertions;
    this.endpoints = endpoints;
  }

  /**
   * A client that has proved itself.
   *
   * @param refusal why it gets no token all the same; empty where nothing stands against it
   */
  record Proved(
      Principal principal,
      ClientId client,
      CredentialId credential,
      boolean bySecret,
      Optional<AuthorityError> refusal) {}

  /**
   * Checks a request's proof.
   *
   * @throws AuthorityRefusal if it proves nothing
   */
  Proved check(TokenRequest request, Instant now) {
    var client = request.clientId();
    var principal = client.flatMap(this::principal);
    if (client.isEmpty() || principal.isEmpty()) {
      checkAgainstNobody(request);
      throw AuthorityError.unknownClient(request.shownClient(), endpoints.tenant()).refusal();
    }
    var known = state.credentials(principal.get().principal(), StateQueries.CURRENT);
    var credential =
        switch (request.proof()) {
          case TokenRequest.Proof.Secret(var text) -> bySecret(text, client.get(), known);
          case TokenRequest.Proof.Assertion(var text) -> byAssertion(text, client.get(), known);
        };
    return new Proved(
        principal.get(),
        client.get(),
        credential.id(),
        credential.kind() == OperatorCredential.Kind.SECRET,
        refusal(principal.get(), client.get(), credential, now));
  }

  private Optional<Principal> principal(ClientId client) {
    return state.principalOf(
        new Subject(Subject.LOCAL_ISSUER, client.toString()), StateQueries.CURRENT);
  }

  private void checkAgainstNobody(TokenRequest request) {
    if (request.proof() instanceof TokenRequest.Proof.Secret(var text)) {
      var _ = secrets.matches(NOBODYS, text);
    }
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
    if (!now.isBefore(credential.notBefore()) && now.isBefore(credential.notAfter())) {
      return Optional.empty();
    }
    return Optional.of(
        switch (credential.kind()) {
          case SECRET -> AuthorityError.secretNotValidNow(client);
          case CERTIFICATE -> AuthorityError.certificateNotValidNow(client);
        });
  }
}
