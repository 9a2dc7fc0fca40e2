package dev.lanyard.api.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** What a client signs with its own key to prove itself (RFC 7523). */
final class Assertion {
  private Assertion() {}

  /** Signs with the key and certificate of a PEM file, as MSAL for Node does. */
  static String by(Path pem, String client, String audience) throws IOException, JOSEException {
    return by(pem, claims(client, audience, Instant.now()).build());
  }

  /** The same, with any claims. */
  static String by(Path pem, JWTClaimsSet claims) throws IOException, JOSEException {
    var text = Files.readString(pem);
    var key = (RSAKey) RSAKey.parseFromPEMEncodedObjects(text);
    var certificate = X509CertUtils.parse(text.substring(text.indexOf("-----BEGIN CERT")));
    var header =
        new JWSHeader.Builder(JWSAlgorithm.PS256)
            .x509CertSHA256Thumbprint(X509CertUtils.computeSHA256Thumbprint(certificate))
            .build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  /** What a client says of itself at an instant, for ten minutes. */
  static JWTClaimsSet.Builder claims(String client, String audience, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(client)
        .subject(client)
        .audience(audience)
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  /** The claims of a token, unverified. */
  static tools.jackson.databind.JsonNode claims(String token) {
    return Client.JSON.readTree(new Base64URL(token.split("\\.", -1)[1]).decodeToString());
  }

  /** The header of a token, unverified. */
  static tools.jackson.databind.JsonNode header(String token) {
    return Client.JSON.readTree(new Base64URL(token.split("\\.", -1)[0]).decodeToString());
  }
}
