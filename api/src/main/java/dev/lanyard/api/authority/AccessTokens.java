package dev.lanyard.api.authority;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.TokenIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes tokens in the form that their audience has (CONTRACT 2.3): Azure's claims, and beside them
 * the index in a status list by which each loses effect.
 */
public final class AccessTokens {
  /** As many random bytes as a GUID has: {@code uti} is unique for each issue. */
  private static final int TOKEN_ID_BYTES = 16;

  private final TokenIssuer issuer;
  private final Endpoints endpoints;
  private final Settings settings;
  private final SecureRandom random = new SecureRandom();

  /**
   * How tokens are where their audience does not say.
   *
   * @param lifetime how long each is valid; whole seconds
   * @param algorithm how each is signed
   */
  public record Settings(Duration lifetime, SigningAlgorithm algorithm) {}

  /** Makes tokens of an authority. */
  public AccessTokens(TokenIssuer issuer, Endpoints endpoints, Settings settings) {
    this.issuer = issuer;
    this.endpoints = endpoints;
    this.settings = settings;
  }

  /**
   * A token.
   *
   * @param text compact JWS; never logged
   * @param id its {@code uti}
   * @param notBefore whole seconds
   * @param expiresAt likewise
   */
  public record Token(String text, String id, Instant notBefore, Instant expiresAt) {
    @Override
    public String toString() {
      return "Token[id=" + id + "]";
    }
  }

  /** Makes one. */
  public Token issue(TokenTerms terms, Instant now) {
    var from = now.truncatedTo(ChronoUnit.SECONDS);
    var until = from.plus(lifetime(terms.audience()));
    var id = freshId();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", terms.asked());
    claims.put("iat", from.getEpochSecond());
    claims.put("nbf", from.getEpochSecond());
    claims.put("exp", until.getEpochSecond());
    switch (terms.audience().form()) {
      case V1 -> putClient(claims, endpoints.issuer(), "appid", "appidacr", terms);
      case V2 -> putClient(claims, endpoints.issuerV2(), "azp", "azpacr", terms);
    }
    claims.put("ver", terms.audience().form().toString());
    claims.put("idtyp", "app");
    claims.put("oid", terms.principal().toString());
    claims.put("sub", terms.principal().toString());
    claims.put("tid", endpoints.tenant().toString());
    claims.put("uti", id);
    terms.identity().map(ResourcePath::toString).ifPresent(at -> claims.put("xms_mirid", at));
    terms.resource().map(ResourcePath::toString).ifPresent(at -> claims.put("xms_az_rid", at));
    claims.put("status", StatusListEntry.of(terms.generation()).claim(endpoints));
    claims.put("lanyard_position", terms.decidedAt());
    var algorithm = terms.audience().algorithm().orElse(settings.algorithm());
    return new Token(issuer.sign(claims, algorithm), id, from, until);
  }

  private static void putClient(
      Map<String, Object> claims, String issuer, String client, String proof, TokenTerms terms) {
    claims.put("iss", issuer);
    claims.put("idp", issuer);
    claims.put(client, terms.client().toString());
    claims.put(proof, terms.bySecret() ? "1" : "2");
  }

  private Duration lifetime(Audience audience) {
    return audience.lifetimeSeconds().map(Duration::ofSeconds).orElse(settings.lifetime());
  }

  private String freshId() {
    var bytes = new byte[TOKEN_ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
