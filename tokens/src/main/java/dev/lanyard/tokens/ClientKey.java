package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/**
 * A client's public key and the algorithms of RFC 7518 that it may be used with: RS256 and PS256
 * with RSA, ES256 with P-256.
 */
record ClientKey(JWSVerifier verifier, Set<JWSAlgorithm> algorithms) {
  private static final int RSA_BITS_MIN = 2048;

  /** Larger keys, and larger exponents, would make each proof a costly one. */
  private static final int RSA_BITS_MAX = 8192;

  private static final int RSA_EXPONENT_BITS_MAX = 64;

  /**
   * The key for proofs.
   *
   * @throws JOSEException if it is of a kind or size that proves nothing here
   */
  static ClientKey of(PublicKey key) throws JOSEException {
    return switch (key) {
      case RSAPublicKey rsa when isOfFitSize(rsa) ->
          new ClientKey(
              new RSASSAVerifier(rsa), Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256));
      case ECPublicKey ec when Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams())) ->
          new ClientKey(new ECDSAVerifier(ec), Set.of(JWSAlgorithm.ES256));
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
