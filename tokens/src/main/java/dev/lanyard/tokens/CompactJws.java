package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.domain.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A signed text of three parts (RFC 7515, section 7.1) from anyone. Its header is read as it is,
 * and decides nothing by itself: who reads it says which algorithm and key are to hold.
 */
final class CompactJws {
  /** Tokens and assertions are about 2 KiB; chains of certificates make some longer. */
  static final int CHARACTERS_MAX = 16 * 1024;

  private final Map<String, Object> header;
  private final String payload;
  private final byte[] signed;
  private final Base64URL signature;

  private CompactJws(
      Map<String, Object> header, String payload, byte[] signed, Base64URL signature) {
    this.header = header;
    this.payload = payload;
    this.signed = signed;
    this.signature = signature;
  }

  /** Reads three parts of base64url, of which the first is a JSON object; empty if it is not so. */
  static Optional<CompactJws> parse(String text) {
    if (text.length() > CHARACTERS_MAX || text.indexOf('=') >= 0) {
      return Optional.empty();
    }
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    if (first <= 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
      return Optional.empty();
    }
    String signature = text.substring(second + 1);
    return decode(signature)
        .flatMap(_ -> json(text.substring(0, first)))
        .map(
            header ->
                new CompactJws(
                    header,
                    text.substring(first + 1, second),
                    text.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                    new Base64URL(signature)));
  }

  /** The header's value of this name, if it is a text. */
  Optional<String> header(String name) {
    return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Whether the header has this name, with any value. */
  boolean hasHeader(String name) {
    return header.containsKey(name);
  }

  /** The algorithm that it says it was signed with, if that is one that tokens are signed with. */
  Optional<SigningAlgorithm> algorithm() {
    return Arrays.stream(SigningAlgorithm.values())
        .filter(each -> each.name().equals(header.get("alg")))
        .findFirst();
  }

  /** Whether the key has signed this header and payload with exactly this algorithm. */
  boolean isSignedBy(JWSVerifier key, JWSAlgorithm algorithm) {
    try {
      return key.verify(new JWSHeader(algorithm), signed, signature);
    } catch (JOSEException malformed) {
      return false;
    }
  }

  /** The payload, if it is a JSON object; to be read once the signature holds. */
  Optional<Map<String, Object>> claims() {
    return json(payload);
  }

  private static Optional<Map<String, Object>> json(String base64) {
    try {
      Optional<byte[]> bytes = decode(base64);
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(
              JSONObjectUtils.parse(
                  new String(bytes.get(), StandardCharsets.UTF_8), CHARACTERS_MAX));
    } catch (ParseException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
