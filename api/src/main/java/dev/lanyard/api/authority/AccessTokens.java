package dev.lanyard.api.authority;

import dev.lanyard.api.authority.ClientProofs.Proved;
import dev.lanyard.tokens.TokenIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the tokens of clients that have proved themselves (CONTRACT 2.3, version 1.0). */
public final class AccessTokens {
  /** As many random bytes as a GUID has: {@code uti} is unique for each issue. */
  private static final int TOKEN_ID_BYTES = 16;

  private final TokenIssuer issuer;
  private final Endpoints endpoints;
  private final Duration lifetime;
  private final SecureRandom random = new SecureRandom();

  /**
   * Makes tokens of an authority.
   *
   * @param lifetime how long each is valid; whole seconds
   */
  public AccessTokens(TokenIssuer issuer, Endpoints endpoints, Duration lifetime) {
    this.issuer = issuer;
    this.endpoints = endpoints;
    this.lifetime = lifetime;
  }

  /**
   * A token.
   *
   * @param text compact JWS; never logged
   * @param id its {@code uti}
   * @param notBefore whole seconds
   * @param expiresAt likewise
   */
  record Token(String text, String id, Instant notBefore, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[id=" + id + "]";
    }
  }

  /**
   * Makes one.
   *
   * @param audience the resource, exactly as it was asked for
   * @param decidedAt the position of the lifecycle ledger that it rests on
   */
  Token issue(Proved proved, String audience, long decidedAt, Instant now) {
    var from = now.truncatedTo(ChronoUnit.SECONDS);
    var until = from.plus(lifetime);
    var bytes = new byte[TOKEN_ID_BYTES];
    random.nextBytes(bytes);
    var id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var principal = proved.principal().principal().toString();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", audience);
    claims.put("iss", endpoints.issuer());
    claims.put("iat", from.getEpochSecond());
    claims.put("nbf", from.getEpochSecond());
    claims.put("exp", until.getEpochSecond());
    claims.put("appid", proved.client().toString());
    claims.put("appidacr", proved.bySecret() ? "1" : "2");
    claims.put("idp", endpoints.issuer());
    claims.put("idtyp", "app");
    claims.put("oid", principal);
    claims.put("sub", principal);
    claims.put("tid", endpoints.tenant().toString());
    claims.put("uti", id);
    claims.put("ver", "1.0");
    claims.put("lanyard_position", decidedAt);
    return new Token(issuer.sign(claims), id, from, until);
  }
}
