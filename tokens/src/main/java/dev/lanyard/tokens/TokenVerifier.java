package dev.lanyard.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import dev.lanyard.tokens.TokenRefused.Why;
import java.util.Map;

/**
 * Tells whether a token is one of ours: signed with RS256, and by a key that is published at this
 * moment. Whether its claims allow anything is the caller's business.
 */
public final class TokenVerifier {
  private static final String ALGORITHM = "RS256";

  private final SigningKeys keys;

  /** Verifies with those of these keys that are published at the time. */
  public TokenVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Verifies a token's signature.
   *
   * @param jwt any text; the compact form of RFC 7515, at most 16 Ki characters, {@code typ JWT}
   * @return the claims, none of them looked at; whole numbers are {@link Long}
   * @throws TokenRefused if it is none of ours, and why
   * @throws KeyStoreRefused if the store cannot be used
   */
  public Map<String, Object> verify(String jwt) {
    CompactJws token = CompactJws.parse(jwt).orElseThrow(() -> new TokenRefused(Why.MALFORMED));
    // First of all (RFC 8725, section 3.1): the text does not choose how it is verified.
    if (!token.header("alg").filter(ALGORITHM::equals).isPresent()) {
      throw new TokenRefused(Why.WRONG_ALGORITHM);
    }
    boolean plain = !token.hasHeader("crit") && !token.hasHeader("b64");
    if (!plain || !token.header("typ").filter("JWT"::equals).isPresent()) {
      throw new TokenRefused(Why.MALFORMED);
    }
    SigningKey key =
        token
            .header("kid")
            .flatMap(keys::find)
            .orElseThrow(() -> new TokenRefused(Why.UNKNOWN_KEY));
    if (!token.isSignedBy(key.verifier(), JWSAlgorithm.RS256)) {
      throw new TokenRefused(Why.BAD_SIGNATURE);
    }
    return token.claims().orElseThrow(() -> new TokenRefused(Why.MALFORMED));
  }
}
