package dev.lanyard.tokens;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The stored form of a key that signs, before it is sealed: a format byte, the instant from which
 * it signs in milliseconds, then the public and the private part, each behind its length in four
 * bytes.
 */
final class StoredKey {
  private static final byte FORMAT = 1;

  private final Instant signsFrom;
  private final byte[] publicPart;
  private final byte[] privatePart;

  StoredKey(Instant signsFrom, byte[] publicPart, byte[] privatePart) {
    this.signsFrom = signsFrom;
    this.publicPart = publicPart.clone();
    this.privatePart = privatePart.clone();
  }

  /**
   * Reads the stored form.
   *
   * @throws IOException if it is none
   */
  static StoredKey read(byte[] stored) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readByte() != FORMAT) {
        throw new IOException("another format");
      }
      return new StoredKey(Instant.ofEpochMilli(in.readLong()), part(in), part(in));
    }
  }

  private static byte[] part(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      throw new IOException("another format");
    }
    return in.readNBytes(length);
  }

  /** The stored form. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(signsFrom.toEpochMilli());
      for (byte[] part : List.of(publicPart, privatePart)) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("a key in memory cannot be encoded", impossible);
    }
    return bytes.toByteArray();
  }

  /** From when on it signs. */
  Instant signsFrom() {
    return signsFrom;
  }

  /**
   * For RS256 a certificate in DER, otherwise a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 8410).
   */
  byte[] publicPart() {
    return publicPart.clone();
  }

  /** The private key in PKCS#8; empty where the key has been given up and only verifies. */
  byte[] privatePart() {
    return privatePart.clone();
  }

  @Override
  public String toString() {
    return "StoredKey[hidden]";
  }
}
