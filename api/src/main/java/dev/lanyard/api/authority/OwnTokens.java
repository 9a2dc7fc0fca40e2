package dev.lanyard.api.authority;

import dev.lanyard.tokens.TokenRefused;
import dev.lanyard.tokens.TokenVerifier;
import java.util.Optional;
import java.util.Set;

/** Reads the tokens that this server's authority has made. */
public final class OwnTokens {
  private final TokenVerifier verifier;
  private final Endpoints endpoints;

  /** Makes a reader of a tenant's tokens. */
  public OwnTokens(TokenVerifier verifier, Endpoints endpoints) {
    this.verifier = verifier;
    this.endpoints = endpoints;
  }

  /** What a token says; empty if it is none of ours, or was changed. */
  public Optional<OwnToken> read(String token) {
    try {
      return OwnToken.of(
          verifier.verify(token),
          Set.of(endpoints.issuer(), endpoints.issuerV2()),
          endpoints.tenant());
    } catch (TokenRefused refused) {
      return Optional.empty();
    }
  }
}
