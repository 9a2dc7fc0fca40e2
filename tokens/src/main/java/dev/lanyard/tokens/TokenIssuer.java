package dev.lanyard.tokens;

import dev.lanyard.domain.SigningAlgorithm;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Signs tokens: a JWT (RFC 7519) in the compact form of RFC 7515. Any number of threads may ask; a
 * signature costs what the algorithm costs, and no look at the store.
 */
public final class TokenIssuer {
  private final SigningKeys keys;

  /**
   * As many sign at once as there are cores; the others wait in their order. More at once would be
   * no faster, and would keep the ledger's writer, on which they all wait next, from its turn.
   */
  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /** Signs with whichever of these keys signs now. */
  public TokenIssuer(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * Signs a token with RS256.
   *
   * @see #sign(Map, SigningAlgorithm)
   */
  public String sign(Map<String, Object> claims) {
    return sign(claims, SigningAlgorithm.RS256);
  }

  /**
   * Signs a token with these claims. Its header has {@code typ JWT, alg, kid}, and with RS256 {@code
   * x5t}.
   *
   * @param claims names and JSON values: texts, numbers, booleans, lists and maps of them; times are
   *     numbers of seconds. The caller answers for all of it, the expiry included: at most {@code
   *     tokenLifetimeMax} ahead, or verifiers no longer know the key
   * @throws KeyStoreRefused if the store cannot be used
   */
  public String sign(Map<String, Object> claims, SigningAlgorithm algorithm) {
    return sign(claims, algorithm, "JWT");
  }

  /**
   * Likewise, with another {@code typ} (RFC 8725, section 3.11): whoever asks for a token refuses
   * what is signed as something else.
   *
   * @param type a media type without {@code application/}, such as {@code statuslist+jwt}
   */
  public String sign(Map<String, Object> claims, SigningAlgorithm algorithm, String type) {
    SigningKey key = keys.signer(algorithm);
    cores.acquireUninterruptibly();
    try {
      return key.sign(claims, type);
    } finally {
      cores.release();
    }
  }
}
