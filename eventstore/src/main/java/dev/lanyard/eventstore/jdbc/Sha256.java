package dev.lanyard.eventstore.jdbc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), one instance a task: not safe for use by several threads at once. */
final class Sha256 {
  static final int BYTES = 32;

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of these parts, one after the other. */
  byte[] of(byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** The digest of a slice of salt and the bytes that it hides. */
  byte[] salted(byte[] salts, int offset, int length, byte[] bytes) {
    digest.update(salts, offset, length);
    return digest.digest(bytes);
  }
}
