package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What opens a digest of an envelope (ADR 0006): the salt, and the bytes that the digest stands
 * for. Without the salt, nothing can be tried against the digest.
 */
public final class Opening {
  /** How long a salt is. */
  public static final int SALT_BYTES = 16;

  private static final int TIME_BYTES = 8;

  private final byte[] salt;
  private final byte[] bytes;

  private Opening(byte[] salt, byte[] bytes) {
    if (salt.length != SALT_BYTES) {
      throw new MalformedEvidence("a salt is not of 16 bytes");
    }
    this.salt = salt;
    this.bytes = bytes;
  }

  /**
   * An opening.
   *
   * @param salt 16 bytes
   * @param bytes what is digested after it, exactly
   * @throws MalformedEvidence if the salt is longer or shorter
   */
  public static Opening of(byte[] salt, byte[] bytes) {
    return new Opening(salt.clone(), bytes.clone());
  }

  /** The opening of a tag by its text ({@link #tagText}). */
  public static Opening ofText(byte[] salt, String text) {
    return new Opening(salt.clone(), text.getBytes(UTF_8));
  }

  /**
   * The text of a tag. Control characters, surrogates and backslashes of the value are written as a
   * backslash and four lower-case hexadecimal digits.
   *
   * @param key a word without an equals sign
   */
  public static String tagText(String key, String value) {
    StringBuilder text = new StringBuilder(key).append('=');
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\\') {
        text.append('\\').append(HexFormat.of().toHexDigits(c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /**
   * The bytes of metadata: the message's time before what is stored.
   *
   * @param sentMicros the time in microseconds since 1970
   */
  public static byte[] metadataBytes(long sentMicros, byte[] stored) {
    return ByteBuffer.allocate(TIME_BYTES + stored.length).putLong(sentMicros).put(stored).array();
  }

  /** The digest that this opens. */
  public Hash digest() {
    return Hash.sha256(salt, bytes);
  }

  /** A copy of the salt. */
  public byte[] salt() {
    return salt.clone();
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The bytes as text.
   *
   * @throws MalformedEvidence if they are not in UTF-8
   */
  public String text() {
    return Utf8.decode("an opened part", bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Opening that
        && Arrays.equals(salt, that.salt)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(salt) + Arrays.hashCode(bytes);
  }

  /** Tells nothing of what is opened. */
  @Override
  public String toString() {
    return "Opening of " + bytes.length + " bytes";
  }
}
