package dev.lanyard.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** The year 9999 ends before it; beyond, a time is a slip or an attack. */
  private static final double SECONDS_MAX = 253_402_300_799.0;

  private static final int DIGEST_BYTES = 32;

  AssertionClaims {
    begins = List.copyOf(begins);
  }

  /** Reads the claims; empty if one is missing or of another type. */
  static Optional<AssertionClaims> of(Map<String, Object> claims) {
    try {
      return Optional.of(
          new AssertionClaims(
              text(claims.get("iss")),
              text(claims.get("sub")),
              text(claims.get("aud") instanceof List<?> list ? only(list) : claims.get("aud")),
              instant(claims.get("exp")),
              List.of("nbf", "iat").stream()
                  .filter(claims::containsKey)
                  .map(name -> instant(claims.get(name)))
                  .toList(),
              text(claims.get("jti"))));
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

  private static String text(@Nullable Object value) {
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("not a text");
  }

  // NumericDate of RFC 7519, section 2: seconds, and some clients send them with a fraction.
  private static Instant instant(@Nullable Object value) {
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= SECONDS_MAX) {
      return Instant.ofEpochMilli(Math.round(number.doubleValue() * 1000));
    }
    throw new IllegalArgumentException("not a time");
  }
}
