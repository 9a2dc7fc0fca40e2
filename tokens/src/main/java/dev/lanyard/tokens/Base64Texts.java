package dev.lanyard.tokens;

import java.util.Base64;
import java.util.Optional;

/** Reads base64 of either alphabet, padded or not: clients differ in all of it (CONTRACT 2.1). */
final class Base64Texts {
  private Base64Texts() {}

  /** The bytes, or empty if the text is not base64 of RFC 4648, section 4 or 5. */
  static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The base64url text without padding (RFC 4648, section 5). */
  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
