package dev.lanyard.api.security.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Remembers tokens whose signature was right, by their SHA-256, until they end: a client presents
 * the same token many times. Tokens that were refused are not kept, and whether the bearer lives is
 * not remembered.
 */
final class TokenCache {
  private static final int TOKENS_MAX = 10_000;

  private final Cache<String, Verified> verified;

  TokenCache(InstantSource clock) {
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfter(
                Expiry.creating(
                    (String _, Verified token) ->
                        Duration.between(clock.instant(), token.until().plus(Verified.SKEW))))
            .build();
  }

  /**
   * What the token says, read once, or by each of those who come while it is read: reading can wait
   * for the keys of another issuer, and the cache would have other tokens wait with it.
   */
  Verified get(String token, Function<String, Verified> read) {
    String digest = digest(token);
    Verified known = verified.getIfPresent(digest);
    if (known != null) {
      return known;
    }
    Verified fresh = read.apply(token);
    verified.put(digest, fresh);
    return fresh;
  }

  private static String digest(String token) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
