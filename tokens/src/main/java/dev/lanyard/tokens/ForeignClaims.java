package dev.lanyard.tokens;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token of somebody else's issuer says, once it is proved.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param audiences {@code aud}, one or more
 * @param expires {@code exp}
 * @param begins {@code nbf} and {@code iat}, those of them that are there
 * @param texts every claim that is a text, by name; {@code iss} and {@code sub} among them
 */
public record ForeignClaims(
    String issuer,
    String subject,
    List<String> audiences,
    Instant expires,
    List<Instant> begins,
    Map<String, String> texts) {

  public ForeignClaims {
    audiences = List.copyOf(audiences);
    begins = List.copyOf(begins);
    texts = Map.copyOf(texts);
  }

  /** Reads the claims; empty if one that must be there is missing or of another type. */
  static Optional<ForeignClaims> of(Map<String, Object> claims) {
    Map<String, String> texts = new HashMap<>();
    claims.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            texts.put(name, text);
          }
        });
    try {
      return Optional.of(
          new ForeignClaims(
              ClaimValues.text(claims.get("iss")),
              ClaimValues.text(claims.get("sub")),
              claims.get("aud") instanceof List<?> list
                  ? list.stream().map(ClaimValues::text).toList()
                  : List.of(ClaimValues.text(claims.get("aud"))),
              ClaimValues.instant(claims.get("exp")),
              List.of("nbf", "iat").stream()
                  .filter(claims::containsKey)
                  .map(name -> ClaimValues.instant(claims.get(name)))
                  .toList(),
              texts));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
