package dev.lanyard.tokens;

import java.util.Map;

/** Signs tokens: a JWT (RFC 7519) in the compact form of RFC 7515, with RS256. */
public final class TokenIssuer {
  private final SigningKeys keys;

  /** Signs with whichever of these keys signs now. */
  public TokenIssuer(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Signs a token with these claims. Its header has {@code typ JWT, alg RS256, kid, x5t}.
   *
   * @param claims names and JSON values: texts, numbers, booleans, lists and maps of them; times are
   *     numbers of seconds. The caller answers for all of it, the expiry included: at most {@code
   *     tokenLifetimeMax} ahead, or verifiers no longer know the key
   * @throws KeyStoreRefused if the store cannot be used
   */
  public String sign(Map<String, Object> claims) {
    return keys.signer().sign(claims);
  }
}
