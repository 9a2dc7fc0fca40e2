package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.domain.ClientId;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The client's half of {@link ClientAssertions}: makes what proves it (RFC 7523, section 2.2). */
final class OwnAssertion {
  /** How long one can be used: as long as those of common clients (CONTRACT 2.1). */
  private static final Duration VALID = Duration.ofMinutes(10);

  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private OwnAssertion() {}

  /** A new assertion by the key of the certificate, which its header names. */
  static String sign(
      ClientId client,
      String audience,
      Instant now,
      X509Certificate certificate,
      ECPrivateKey key) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .x509CertSHA256Thumbprint(Base64URL.encode(Thumbprints.sha256(certificate)))
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(client.toString())
                .subject(client.toString())
                .audience(audience)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .jwtID(Base64Texts.encode(id))
                .build());
    try {
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException("an assertion cannot be signed");
    }
  }
}
