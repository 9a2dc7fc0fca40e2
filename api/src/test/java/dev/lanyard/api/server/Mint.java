package dev.lanyard.api.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.authority.StatusListEntry;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.Generation;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.SigningKeys;
import dev.lanyard.tokens.TokenIssuer;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes tokens with a server's own keys, past its authority; and such as only look like them. */
final class Mint {
  private static final long LIFETIME_SECONDS = 3_600;

  private final TokenIssuer issuer;
  private final RSAKey published;
  private final RSAKey stranger;
  private final String base;
  private final String issuerName;
  private final String tenant;
  private final Views views;

  Mint(Server server) throws ParseException, JOSEException {
    SigningKeys keys = server.part(SigningKeys.class);
    this.issuer = new TokenIssuer(keys);
    this.published = (RSAKey) JWKSet.parse(keys.jwks()).getKeys().getFirst();
    this.stranger = new RSAKeyGenerator(2_048).keyID(published.getKeyID()).generate();
    this.base = server.http().base();
    this.issuerName = server.part(Endpoints.class).issuer();
    this.tenant = server.part(Installation.class).tenant().toString();
    this.views = server.part(Views.class);
  }

  /** The claims of a token that is good on every surface, for an hour. */
  Map<String, Object> claims(PrincipalId principal) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", base);
    claims.put("iss", issuerName);
    claims.put("tid", tenant);
    claims.put("oid", principal.toString());
    claims.put("sub", principal.toString());
    claims.put("nbf", now);
    claims.put("exp", now + LIFETIME_SECONDS);
    claims.put("status", status(principal));
    return claims;
  }

  /** Of who has no generation, somebody else's: it must not help. */
  private Map<String, Object> status(PrincipalId principal) {
    long generation =
        views
            .generations()
            .open(principal, Optional.empty(), StateQueries.CURRENT)
            .map(Generation::index)
            .orElse(0L);
    StatusListEntry entry = StatusListEntry.of(generation);
    return Map.of(
        "status_list",
        Map.of("idx", entry.index(), "uri", issuerName + "statuslists/" + entry.list()));
  }

  /** A token with all that is asked for. */
  String good(PrincipalId principal) {
    return issuer.sign(claims(principal));
  }

  /** A token whose signature is right, and one of whose claims is another one. */
  String with(PrincipalId principal, String claim, Object value) {
    Map<String, Object> claims = claims(principal);
    claims.put(claim, value);
    return issuer.sign(claims);
  }

  /** A token that was good until an hour ago. */
  String expired(PrincipalId principal) {
    return with(principal, "exp", Instant.now().getEpochSecond() - LIFETIME_SECONDS);
  }

  /** RFC 8725, section 2.1: a token that says it needs no signature. */
  String unsigned(PrincipalId principal) throws ParseException {
    String header =
        "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(published.getKeyID());
    return Base64URL.encode(header)
        + "."
        + JWTClaimsSet.parse(claims(principal)).toPayload().toBase64URL()
        + ".";
  }

  /** RFC 8725, section 2.1: the public key, which everybody has, taken for a shared secret. */
  String macOfThePublicKey(PrincipalId principal) throws JOSEException, ParseException {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.HS256),
        principal,
        new MACSigner(published.toRSAPublicKey().getEncoded()));
  }

  /** Signed with another key, under the name of ours. */
  String ofAnotherKey(PrincipalId principal) throws JOSEException, ParseException {
    return signed(new JWSHeader.Builder(JWSAlgorithm.RS256), principal, new RSASSASigner(stranger));
  }

  /** Signed with a key that the token brings with it. */
  String ofItsOwnKey(PrincipalId principal) throws JOSEException, ParseException {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(stranger.toPublicJWK()),
        principal,
        new RSASSASigner(stranger));
  }

  private String signed(JWSHeader.Builder header, PrincipalId principal, JWSSigner signer)
      throws JOSEException, ParseException {
    SignedJWT jwt =
        new SignedJWT(
            header.type(JOSEObjectType.JWT).keyID(published.getKeyID()).build(),
            JWTClaimsSet.parse(claims(principal)));
    jwt.sign(signer);
    return jwt.serialize();
  }
}
