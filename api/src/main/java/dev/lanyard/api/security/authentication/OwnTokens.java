package dev.lanyard.api.security.authentication;

import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.security.authentication.Unauthenticated.Why;
import dev.lanyard.api.security.authentication.Verified.Bearer;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.tokens.TokenRefused;
import dev.lanyard.tokens.TokenVerifier;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the tokens that this server's authority has made (CONTRACT 2.3). */
public final class OwnTokens {
  private final TokenVerifier verifier;
  private final Endpoints endpoints;
  private final TenantId tenant;

  /** Makes a reader of a tenant's tokens. */
  public OwnTokens(TokenVerifier verifier, Endpoints endpoints, TenantId tenant) {
    this.verifier = verifier;
    this.endpoints = endpoints;
    this.tenant = tenant;
  }

  /**
   * Reads a token.
   *
   * @throws Unauthenticated if it is none of ours
   */
  Verified read(String token) {
    var claims = claims(token);
    var issuer = text(claims, "iss");
    var tid = text(claims, "tid");
    var audience = text(claims, "aud");
    var until = instant(claims, "exp");
    var principal = text(claims, "oid").flatMap(OwnTokens::principal);
    if (!issuer.equals(Optional.of(endpoints.issuer()))
        || !tid.equals(Optional.of(tenant.toString()))
        || audience.isEmpty()
        || until.isEmpty()
        || principal.isEmpty()) {
      throw new Unauthenticated(Why.INVALID);
    }
    return new Verified(
        new Bearer.Ours(principal.get()),
        Set.of(audience.get()),
        instant(claims, "nbf").orElse(Instant.EPOCH),
        until.get());
  }

  private Map<String, Object> claims(String token) {
    try {
      return verifier.verify(token);
    } catch (TokenRefused refused) {
      throw new Unauthenticated(Why.INVALID);
    }
  }

  private static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Instant> instant(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof Long seconds
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  private static Optional<PrincipalId> principal(String text) {
    try {
      return Optional.of(PrincipalId.parse("oid", text));
    } catch (MalformedValue malformed) {
      return Optional.empty();
    }
  }
}
