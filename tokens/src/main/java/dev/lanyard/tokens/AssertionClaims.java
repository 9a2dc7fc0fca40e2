package dev.lanyard.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an assertion of RFC 7523, section 3, says.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param audience {@code aud}, a text or a list of one
 * @param expires {@code exp}
 * @param begins {@code nbf} and {@code iat}, those of them that are there
 * @param id {@code jti}
 */
record AssertionClaims(
    String issuer,
    String subject,
    String audience,
    Instant expires,
    List<Instant> begins,
    String id) {

  private static final int DIGEST_BYTES = 32;

  AssertionClaims {
    begins = List.copyOf(begins);
  }

  /** Reads the claims; empty if one is missing or of another type. */
  static Optional<AssertionClaims> of(Map<String, Object> claims) {
    try {
      return Optional.of(
          new AssertionClaims(
              ClaimValues.text(claims.get("iss")),
              ClaimValues.text(claims.get("sub")),
              ClaimValues.text(claims.get("aud") instanceof List<?> list ? only(list) : claims.get("aud")),
              ClaimValues.instant(claims.get("exp")),
              List.of("nbf", "iat").stream()
                  .filter(claims::containsKey)
                  .map(name -> ClaimValues.instant(claims.get(name)))
                  .toList(),
              ClaimValues.text(claims.get("jti"))));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** What tells this assertion, used for this purpose, from every other use of one. */
  byte[] use(String purpose) {
    // Digests have one length, so that no id and purpose run into another pair's.
    ByteBuffer both = ByteBuffer.allocate(2 * DIGEST_BYTES);
    for (String part : List.of(id, purpose)) {
      both.put(Thumbprints.sha256(part.getBytes(StandardCharsets.UTF_8)));
    }
    return Thumbprints.sha256(both.array());
  }

  private static Object only(List<?> list) {
    if (list.size() == 1 && list.getFirst() instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("not a list of one");
  }
}
