package dev.lanyard.api.authority;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.federation.ClaimsExpression;
import dev.lanyard.projections.state.FederatedIdentity;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.ForeignClaims;
import dev.lanyard.tokens.ForeignTokens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether another issuer's token stands for a user-assigned identity (CONTRACT 2.4): one
 * of the identity's federated credentials names the issuer, the issuer is trusted here, the token
 * is the issuer's and counts now, and the same credential's subject and audience are the token's.
 */
public final class FederatedProofs {
  private final WorkloadQueries state;
  private final WorkloadIssuers issuers;
  private final ForeignTokens tokens;

  /** Makes the checks of an authority. */
  public FederatedProofs(WorkloadQueries state, WorkloadIssuers issuers, ForeignTokens tokens) {
    this.state = state;
    this.issuers = issuers;
    this.tokens = tokens;
  }

  /**
   * Checks a token.
   *
   * @return the id of the federated credential that took it
   * @throws AuthorityRefusal if none does
   */
  CredentialId check(FederatedIdentity identity, String presented) {
    String issuer =
        ForeignTokens.claimedIssuer(presented)
            .orElseThrow(() -> refused(ForeignTokens.Why.MALFORMED).refusal());
    List<FederatedCredential> candidates =
        identity.credentials().stream()
            .filter(credential -> credential.issuer().equals(issuer))
            .toList();
    if (candidates.isEmpty()) {
      throw AuthorityError.noFederatedRecord().refusal();
    }
    var trusted =
        state
            .issuer(issuer, StateQueries.CURRENT)
            .orElseThrow(() -> AuthorityError.issuerNotTrusted().refusal());
    Set<String> audiences =
        candidates.stream()
            .flatMap(credential -> credential.audiences().stream())
            .collect(Collectors.toUnmodifiableSet());
    return switch (tokens.verify(presented, issuers.keysOf(trusted), audiences)) {
      case ForeignTokens.Refused(var why) -> throw refused(why).refusal();
      case ForeignTokens.Proved(var claims) ->
          candidates.stream()
              .filter(credential -> takes(credential, claims))
              .findFirst()
              .map(credential -> credential.idOn(identity.identity().thing()))
              .orElseThrow(() -> AuthorityError.noFederatedRecord().refusal());
    };
  }

  private static boolean takes(FederatedCredential credential, ForeignClaims claims) {
    return claims.audiences().contains(credential.audiences().getFirst())
        && credential.match().subject().map(claims.subject()::equals).orElse(true)
        && credential.match().expression().map(text -> fits(text, claims.texts())).orElse(true);
  }

  private static boolean fits(String expression, Map<String, String> claims) {
    return ClaimsExpression.parse("claimsMatchingExpression", expression).matches(claims);
  }

  private static AuthorityError refused(ForeignTokens.Why why) {
    return switch (why) {
      case MALFORMED -> AuthorityError.assertion(50_027, "Invalid JWT token: it is malformed.");
      case WRONG_ALGORITHM ->
          AuthorityError.assertion(
              5_002_738, "Invalid JWT token: it is not signed with RS256 or ES256.");
      case NO_KEYS ->
          AuthorityError.assertion(
              700_239, "The keys of the issuer of the assertion cannot be had now.");
      case UNKNOWN_KEY ->
          AuthorityError.assertion(
              700_027, "Client assertion failed signature validation: the key is not known.");
      case BAD_SIGNATURE ->
          AuthorityError.assertion(700_027, "Client assertion failed signature validation.");
      case WRONG_ISSUER, WRONG_AUDIENCE -> AuthorityError.noFederatedRecord();
      case EXPIRED ->
          AuthorityError.assertion(700_024, "Client assertion is not within its valid time range.");
    };
  }
}
