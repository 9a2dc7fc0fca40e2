package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import dev.lanyard.domain.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Map;

/** Keys for ES256: on the curve P-256, known by their thumbprint of RFC 7638 ({@code kid}). */
final class Es256Key {
  private Es256Key() {}

  /** A fresh key. */
  static StoredKey create(Instant signsFrom) {
    KeyPair keys = KeyPairs.newEc();
    return new StoredKey(
        signsFrom, keys.getPublic().getEncoded(), keys.getPrivate().getEncoded());
  }

  /**
   * A stored key, ready to sign.
   *
   * @throws GeneralSecurityException if its parts are not such a key's
   */
  static SigningKey open(StoredKey stored) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("EC");
    ECPublicKey publicKey =
        (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(stored.publicPart()));
    ECPrivateKey key =
        (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(stored.privatePart()));
    try {
      ECKey jwk =
          new ECKey.Builder(Curve.P_256, publicKey)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint()
              .build();
      return new SigningKey(
          SigningAlgorithm.ES256,
          stored.signsFrom(),
          jwk.getKeyID(),
          Map.of(),
          jwk.toJSONObject(),
          new ECDSASigner(key),
          new ECDSAVerifier(publicKey));
    } catch (JOSEException | IllegalStateException other) {
      throw new GeneralSecurityException("a key for ES256 is not on P-256");
    }
  }
}
