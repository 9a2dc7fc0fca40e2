package dev.lanyard.domain;

/**
 * How a token is signed. The names are those of RFC 7518, section 3.1, and stand in events and in
 * the headers of tokens as they are here.
 */
public enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256, keys of 2048 bits: what every verifier understands. */
  RS256,
  /** ECDSA on P-256 with SHA-256: costs a fraction of RS256 to sign, and more to verify. */
  ES256;

  /**
   * Reads the name, which has one spelling.
   *
   * @throws MalformedValue if it is neither; names {@code field}
   */
  public static SigningAlgorithm parse(String field, String text) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.name().equals(text)) {
        return algorithm;
      }
    }
    throw new MalformedValue(field, "must be RS256 or ES256");
  }
}
