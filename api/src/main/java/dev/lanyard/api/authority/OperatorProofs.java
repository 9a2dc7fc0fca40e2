package dev.lanyard.api.authority;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.Subject;
import dev.lanyard.projections.state.Generation;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.AssertionTerms;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What operators prove themselves by: a secret, or an assertion that their certificate signed. */
final class OperatorProofs {
  /** The id of no credential: checking against it costs what checking against any costs. */
  private static final CredentialId NOBODYS = new CredentialId(new UUID(0, 0));

  private final StateQueries state;
  private final Generations generations;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final Endpoints endpoints;

  OperatorProofs(
      StateQueries state,
      Generations generations,
      ClientSecrets secrets,
      ClientAssertions assertions,
      Endpoints endpoints) {
    this.state = state;
    this.generations = generations;
    this.secrets = secrets;
    this.assertions = assertions;
    this.endpoints = endpoints;
  }

  /** The operator of a client id; empty if it is nobody's, or no operator's. */
  Optional<Principal> find(ClientId client) {
    return state.principalOf(
        new Subject(Subject.LOCAL_ISSUER, client.toString()), StateQueries.CURRENT);
  }

  /**
   * Checks an operator's proof.
   *
   * @param entrance asked once, if the proof is right
   * @return who that is, and why it gets no token although it has proved it, where that is so
   * @throws AuthorityRefusal if it proves nothing, or what the entrance throws
   */
  Proved prove(
      Principal principal,
      ClientId client,
      TokenRequest.Proof proof,
      Instant now,
      Entrance entrance) {
    var known = state.credentials(principal.principal(), StateQueries.CURRENT);
    Runnable admit = () -> entrance.admit(principal.principal());
    var credential =
        switch (proof) {
          case TokenRequest.Proof.Secret(var text) -> bySecret(text, client, known, admit);
          case TokenRequest.Proof.Assertion(var text) -> byAssertion(text, client, known, admit);
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

  private OperatorCredential bySecret(
      String presented, ClientId client, List<OperatorCredential> known, Runnable admit) {
    var found =
        known.stream()
            .filter(credential -> credential.kind() == OperatorCredential.Kind.SECRET)
            .filter(credential -> secrets.matches(credential.id(), presented))
            .findFirst()
            .orElseThrow(() -> AuthorityError.wrongSecret(client).refusal());
    admit.run();
    return found;
  }

  private OperatorCredential byAssertion(
      String presented, ClientId client, List<OperatorCredential> known, Runnable admit) {
    var candidates =
        known.stream()
            .filter(credential -> credential.kind() == OperatorCredential.Kind.CERTIFICATE)
            .map(OperatorCredential::id)
            .toList();
    var terms = AssertionTerms.client(admit);
    var outcome =
        assertions.verify(presented, client, endpoints.tokenEndpoints(), candidates, terms);
    return switch (outcome) {
      case ClientAssertions.Proved(var id) ->
          known.stream()
              .filter(credential -> credential.id().equals(id))
              .findFirst()
              .orElseThrow(() -> AssertionErrors.of(ClientAssertions.Why.UNKNOWN_KEY).refusal());
      case ClientAssertions.Refused(var why) -> throw AssertionErrors.of(why).refusal();
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

  /** Takes the time that checking a proof takes: by it nobody learns which client ids there are. */
  void checkAgainstNobody(TokenRequest.Proof proof) {
    if (proof instanceof TokenRequest.Proof.Secret(var text)) {
      var _ = secrets.matches(NOBODYS, text);
    }
  }
}
