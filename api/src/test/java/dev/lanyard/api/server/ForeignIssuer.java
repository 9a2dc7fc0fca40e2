package dev.lanyard.api.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.domain.FederatedCredential;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Somebody else's issuer of tokens, as a build machine or a cluster has one. */
record ForeignIssuer(String url, JWK key) {

  /** One that signs with RS256. */
  static ForeignIssuer rsa(String url) throws JOSEException {
    return new ForeignIssuer(
        url,
        new RSAKeyGenerator(2_048)
            .keyID(UUID.randomUUID().toString())
            .algorithm(JWSAlgorithm.RS256)
            .generate());
  }

  /** One that signs with ES256. */
  static ForeignIssuer ec(String url) throws JOSEException {
    return new ForeignIssuer(
        url,
        new ECKeyGenerator(Curve.P_256)
            .keyID(UUID.randomUUID().toString())
            .algorithm(JWSAlgorithm.ES256)
            .generate());
  }

  /** Its public keys. */
  String jwks() {
    return new JWKSet(key).toString(true);
  }

  /** A token of a subject, from an instant on for five minutes. */
  String token(String subject, Instant from) throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url)
            .subject(subject)
            .audience(FederatedCredential.USUAL_AUDIENCE)
            .issueTime(Date.from(from))
            .notBeforeTime(Date.from(from))
            .expirationTime(Date.from(from.plusSeconds(300)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    var algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
    var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    jwt.sign(key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key));
    return jwt.serialize();
  }
}
