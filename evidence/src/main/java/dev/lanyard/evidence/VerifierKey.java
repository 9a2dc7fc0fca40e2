package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What signatures of one key are verified by (C2SP signed-note, "Verifier keys"): {@code
 * name+id+key}, the id in eight hexadecimal digits, the key as Base64 of the kind's byte and the 32
 * bytes of an Ed25519 public key (RFC 8032, 5.1.5).
 */
public final class VerifierKey {
  private static final int KEY_BYTES = 32;
  private static final int ID_DIGITS = 8;

  /** What stands before the key's bytes in a SubjectPublicKeyInfo (RFC 8410, 4). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final KeyKind kind;
  private final byte[] bytes;
  private final int id;
  private final PublicKey key;

  private VerifierKey(String name, KeyKind kind, byte[] bytes) {
    NoteSignature.requireName(name);
    if (bytes.length != KEY_BYTES) {
      throw new MalformedEvidence("a verifier key is not of 32 bytes");
    }
    this.name = name;
    this.kind = kind;
    this.bytes = bytes;
    this.id = id(name, kind, bytes);
    this.key = publicKey(bytes);
  }

  /**
   * The verifier key of a public key.
   *
   * @param name of the key: for a log its origin
   * @param publicKey 32 bytes
   * @throws MalformedEvidence if the name or the key is none
   */
  public static VerifierKey of(String name, KeyKind kind, byte[] publicKey) {
    return new VerifierKey(name, kind, publicKey.clone());
  }

  /**
   * Reads a verifier key.
   *
   * @throws MalformedEvidence if it is none, of a kind that is not known, or with the id of another
   */
  public static VerifierKey parse(String text) {
    int first = text.indexOf('+');
    int second = text.indexOf('+', first + 1);
    if (first < 0 || second - first - 1 != ID_DIGITS) {
      throw new MalformedEvidence("a verifier key is not a name, an id and a key");
    }
    byte[] typed = Base64Text.decode("a verifier key", text.substring(second + 1));
    if (typed.length == 0) {
      throw new MalformedEvidence("a verifier key is not of 32 bytes");
    }
    KeyKind kind =
        KeyKind.of(typed[0])
            .orElseThrow(() -> new MalformedEvidence("a verifier key is of an unknown kind"));
    VerifierKey key =
        new VerifierKey(text.substring(0, first), kind, Arrays.copyOfRange(typed, 1, typed.length));
    if (!key.text().equals(text)) {
      throw new MalformedEvidence("a verifier key has the id of another");
    }
    return key;
  }

  /** The key's name. */
  public String name() {
    return name;
  }

  /** The key's id, as the first bytes of its signatures have it. */
  public int id() {
    return id;
  }

  /** What it signs. */
  public KeyKind kind() {
    return kind;
  }

  /** A copy of the public key's 32 bytes. */
  public byte[] publicKey() {
    return bytes.clone();
  }

  /** The text that {@link #parse} reads. The id's digits are in lower case. */
  public String text() {
    byte[] typed = ByteBuffer.allocate(1 + KEY_BYTES).put(kind.identifier()).put(bytes).array();
    return name + '+' + HexFormat.of().toHexDigits(id) + '+' + Base64Text.encode(typed);
  }

  /**
   * Whether a signature over these bytes is this key's. What the bytes are depends on its kind:
   * {@link SignedNote#verify} knows that.
   *
   * @param signature of any length
   */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(message);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }

  private static int id(String name, KeyKind kind, byte[] bytes) {
    byte[] beginning = (name + '\n').getBytes(UTF_8);
    Hash hash = Hash.sha256(beginning, new byte[] {kind.identifier()}, bytes);
    return ByteBuffer.wrap(hash.bytes()).getInt();
  }

  private static PublicKey publicKey(byte[] bytes) {
    byte[] info = ByteBuffer.allocate(SPKI.length + KEY_BYTES).put(SPKI).put(bytes).array();
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
    } catch (GeneralSecurityException e) {
      throw new MalformedEvidence("a verifier key is not a point of the curve");
    }
  }
}
