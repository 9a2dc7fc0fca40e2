package dev.lanyard.tokens;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** Makes key pairs, and tells whether two halves belong together. */
final class KeyPairs {
  private static final int RSA_BITS = 2048;
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyPairs() {}

  /** A pair on the curve P-256 (FIPS 186-5). */
  static KeyPair newEc() {
    return generate("EC", new ECGenParameterSpec("secp256r1"));
  }

  /** An RSA pair of 2048 bits with the exponent 65537: what every client of tokens can verify. */
  static KeyPair newRsa() {
    return generate("RSA", new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
  }

  /** An Ed25519 pair (RFC 8032). */
  static KeyPair newEd25519() {
    return generate("Ed25519", NamedParameterSpec.ED25519);
  }

  private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters, RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      throw new KeyStoreRefused("this Java makes no %s keys".formatted(algorithm), failure);
    }
  }

  /** The name of the signature that a key makes with SHA-256, as JCA calls it. */
  static String signatureOf(PrivateKey key) {
    return key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
  }

  /** Whether what the one signs, the other verifies. */
  static boolean match(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
    byte[] probe = "do these belong together".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(signatureOf(key));
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(probe);
    return signature.verify(signed);
  }
}
