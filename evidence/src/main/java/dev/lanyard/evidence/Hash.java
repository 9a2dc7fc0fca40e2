package dev.lanyard.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A SHA-256 digest (FIPS 180-4): 32 bytes. */
public final class Hash {
  /** How many bytes every hash has. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The hash that these bytes are.
   *
   * @param bytes {@link #BYTES} of them; copied
   * @throws MalformedEvidence if there are fewer or more
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new MalformedEvidence("a hash is not of 32 bytes");
    }
    return new Hash(bytes.clone());
  }

  /**
   * The hash that stands in a run of bytes.
   *
   * @param offset where it begins
   * @throws MalformedEvidence if it does not end within them
   */
  public static Hash at(byte[] bytes, int offset) {
    if (offset < 0 || offset > bytes.length - BYTES) {
      throw new MalformedEvidence("a hash is not of 32 bytes");
    }
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /**
   * The hash that a text is of.
   *
   * @param text 44 characters of Base64 (RFC 4648, 4), with padding
   * @throws MalformedEvidence if it is anything else
   */
  public static Hash ofBase64(String text) {
    byte[] decoded = Base64Text.decode("a hash", text);
    if (decoded.length != BYTES) {
      throw new MalformedEvidence("a hash is not of 32 bytes");
    }
    return new Hash(decoded);
  }

  /** The digest of these parts, one after the other. */
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  /** A digest to be fed piece by piece; see {@link #of}. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The node of RFC 6962 over two others, without copies. */
  static Hash node(byte[] prefix, Hash left, Hash right) {
    return sha256(prefix, left.bytes, right.bytes);
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Writes its bytes into others, from an offset on. */
  public void writeTo(byte[] into, int offset) {
    System.arraycopy(bytes, 0, into, offset, BYTES);
  }

  /** Its Base64 (RFC 4648, 4): 44 characters. */
  public String base64() {
    return Base64Text.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
