package dev.lanyard.evidence;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One signature line of a note.
 *
 * @param name the key's name; not empty, without spaces and plus signs
 * @param base64 the key's id, 4 bytes, and the signature
 */
public record NoteSignature(String name, String base64) {
  static final String BEGIN = "\u2014 ";
  private static final int ID_BYTES = 4;

  /**
   * Checks both.
   *
   * @throws MalformedEvidence if one could not be read again
   */
  public NoteSignature {
    requireName(name);
    if (Base64Text.decode("a signature", base64).length <= ID_BYTES) {
      throw new MalformedEvidence("a signature is too short");
    }
  }

  /** The signature of a key. */
  public static NoteSignature of(VerifierKey key, byte[] signature) {
    byte[] both =
        ByteBuffer.allocate(ID_BYTES + signature.length).putInt(key.id()).put(signature).array();
    return new NoteSignature(key.name(), Base64Text.encode(both));
  }

  /**
   * Reads a line.
   *
   * @param line without its newline
   * @throws MalformedEvidence if it is not a signature line
   */
  public static NoteSignature parse(String line) {
    int space = line.indexOf(' ', BEGIN.length());
    if (!line.startsWith(BEGIN) || space < 0) {
      throw new MalformedEvidence("a line among a note's signatures is none");
    }
    return new NoteSignature(line.substring(BEGIN.length(), space), line.substring(space + 1));
  }

  /** The line, without a newline. */
  public String line() {
    return BEGIN + name + ' ' + base64;
  }

  /** The key's id. */
  public int keyId() {
    return ByteBuffer.wrap(Base64Text.decode("a signature", base64)).getInt();
  }

  /** The signature proper. */
  public byte[] signature() {
    byte[] both = Base64Text.decode("a signature", base64);
    return Arrays.copyOfRange(both, ID_BYTES, both.length);
  }

  /** Whether this key may have made it: name and id are those of the key. */
  public boolean isOf(VerifierKey key) {
    return name.equals(key.name()) && keyId() == key.id();
  }

  static void requireName(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(NoteSignature::mayNotBeInName)) {
      throw new MalformedEvidence("the name of a key is empty, or has a space or a plus sign");
    }
  }

  private static boolean mayNotBeInName(int c) {
    return c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
