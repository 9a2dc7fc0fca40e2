package dev.lanyard.api.security.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Remembers tokens whose signature was right, by their SHA-256: a client presents the same token
 * many times. Ours until they end, for what ends them earlier is their generation; those of another
 * issuer for minutes, since it may withdraw the key that has signed them. Tokens that were refused
 * are not kept, and whether the bearer lives is not remembered.
 */
final class TokenCache {
  private static final int TOKENS_MAX = 10_000;

  /** How long another issuer's is not verified again: as long as its keys are not fetched again. */
  static final Duration THEIRS_MAX = Duration.ofMinutes(5);

  private final Cache<String, Verified> verified;

  TokenCache(InstantSource clock) {
    this(clock, Ticker.systemTicker());
  }

  /**
   * Makes an empty one.
   *
   * @param ticker by which it is told how long a token was kept
   */
  TokenCache(InstantSource clock, Ticker ticker) {
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .ticker(ticker)
            .expireAfter(
                Expiry.creating((String _, Verified token) -> kept(token, clock.instant())))
            .build();
  }

  private static Duration kept(Verified token, Instant now) {
    Duration left = Duration.between(now, token.until().plus(Verified.SKEW));
    return switch (token.bearer()) {
      case Verified.Bearer.Ours _ -> left;
      case Verified.Bearer.Theirs _ -> left.compareTo(THEIRS_MAX) < 0 ? left : THEIRS_MAX;
    };
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
