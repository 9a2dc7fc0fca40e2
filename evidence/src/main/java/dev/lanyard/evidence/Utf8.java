package dev.lanyard.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes, refused where the bytes are not well-formed UTF-8. */
final class Utf8 {
  private Utf8() {}

  /**
   * The text of bytes.
   *
   * @param what what the bytes should be, for the refusal
   * @throws MalformedEvidence if they are not well-formed
   */
  static String decode(String what, byte[] bytes) {
    return decode(what, ByteBuffer.wrap(bytes));
  }

  /** The same for a part of some bytes. */
  static String decode(String what, ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedEvidence(what + " is not in UTF-8");
    }
  }
}
