package dev.lanyard.evidence;

import java.util.Base64;

/** Standard Base64 (RFC 4648, 4) in its one canonical form: padded, unused bits zero. */
final class Base64Text {
  private Base64Text() {}

  /**
   * The bytes of a text.
   *
   * @param what what the text should be, for the refusal
   * @throws MalformedEvidence if another text, or none, is the Base64 of those bytes
   */
  static byte[] decode(String what, String text) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvidence(what + " is not in Base64");
    }
    if (!encode(decoded).equals(text)) {
      throw new MalformedEvidence(what + " is not in canonical Base64");
    }
    return decoded;
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
