package dev.lanyard.tokens;

/** A token that none of the keys that count has signed. Holds nothing of the token itself. */
public final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong with it. */
  public enum Why {
    /** It is no signed JWT. */
    MALFORMED,
    /** It says that it was signed otherwise than with what counts here, or not at all. */
    WRONG_ALGORITHM,
    /** It names no key, or one that is not published. */
    UNKNOWN_KEY,
    /** The key that it names has not signed it. */
    BAD_SIGNATURE,
    /** Its issuer's key has signed it, but it names another issuer. */
    WRONG_ISSUER,
    /** The keys of its issuer could not be fetched, and none are remembered. */
    KEYS_UNAVAILABLE
  }

  private final Why why;

  TokenRefused(Why why) {
    // Anyone can cause it, any number of times: no stack trace.
    super("the token is refused: " + why, null, false, false);
    this.why = why;
  }

  /** What is wrong with it. */
  public Why why() {
    return why;
  }
}
