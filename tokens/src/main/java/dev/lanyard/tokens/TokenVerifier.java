package dev.lanyard.tokens;

import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.TokenRefused.Why;
import java.util.Map;

/**
 * Tells whether a token is one of ours: signed by a key that is published at this moment, with that
 * key's own algorithm. Whether its claims allow anything is the caller's business.
 */
public final class TokenVerifier {
  private final SigningKeys keys;

  /** Verifies with those of these keys that are published at the time. */
  public TokenVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Verifies a token's signature.
   *
   * @param jwt any text; the compact form of RFC 7515, at most 16 Ki characters, {@code typ JWT},
   *     {@code alg} RS256 or ES256
   * @return the claims, none of them looked at; whole numbers are {@link Long}
   * @throws TokenRefused if it is none of ours, and why
   * @throws KeyStoreRefused if the store cannot be used
   */
  public Map<String, Object> verify(String jwt) {
    CompactJws token = CompactJws.parse(jwt).orElseThrow(() -> new TokenRefused(Why.MALFORMED));
    SigningAlgorithm algorithm =
        token.algorithm().orElseThrow(() -> new TokenRefused(Why.WRONG_ALGORITHM));
    boolean plain = !token.hasHeader("crit") && !token.hasHeader("b64");
    if (!plain || !token.header("typ").filter("JWT"::equals).isPresent()) {
      throw new TokenRefused(Why.MALFORMED);
    }
    SigningKey key =
        token
            .header("kid")
            .flatMap(keys::find)
            .orElseThrow(() -> new TokenRefused(Why.UNKNOWN_KEY));
    // The key says how it is used, never the text (RFC 8725, section 3.1).
    if (key.algorithm() != algorithm) {
      throw new TokenRefused(Why.WRONG_ALGORITHM);
    }
    if (!key.hasSigned(token)) {
      throw new TokenRefused(Why.BAD_SIGNATURE);
    }
    return token.claims().orElseThrow(() -> new TokenRefused(Why.MALFORMED));
  }
}
