package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * Which public keys clients may prove themselves by, and how: RSA with RS256 or PS256, and P-256
 * with ES256 (RFC 7518, section 3.1).
 */
final class ClientKey {
  private static final int RSA_BITS_MIN = 2048;

  /** Larger keys, and larger exponents, would make each proof a costly one. */
  private static final int RSA_BITS_MAX = 8192;

  private static final int RSA_EXPONENT_BITS_MAX = 64;

  private ClientKey() {}

  /**
   * What proofs by this key are verified with; it fails for an algorithm of another kind of key.
   *
   * @throws JOSEException if the key is of a kind or size that proves nothing here
   */
  static JWSVerifier verifier(PublicKey key) throws JOSEException {
    return switch (key) {
      case RSAPublicKey rsa when isOfFitSize(rsa) -> new RSASSAVerifier(rsa);
      case ECPublicKey ec when Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams())) ->
          new ECDSAVerifier(ec);
      default -> throw new JOSEException("the key is neither RSA of a fit size nor EC on P-256");
    };
  }

  private static boolean isOfFitSize(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    return bits >= RSA_BITS_MIN
        && bits <= RSA_BITS_MAX
        && key.getPublicExponent().bitLength() <= RSA_EXPONENT_BITS_MAX;
  }
}
