package dev.lanyard.tokens;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** Digests, and those of certificates by which they are found (RFC 7515, sections 4.1.7, 4.1.8). */
final class Thumbprints {
  private Thumbprints() {}

  static byte[] sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  /** {@code x5t#S256}, as bytes. */
  static byte[] sha256(X509Certificate certificate) {
    return digest("SHA-256", encoded(certificate));
  }

  /** {@code x5t}, as bytes: SHA-1 finds a certificate here, it does not vouch for one. */
  static byte[] sha1(X509Certificate certificate) {
    return digest("SHA-1", encoded(certificate));
  }

  static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate without an encoding", impossible);
    }
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has " + algorithm, failure);
    }
  }
}
