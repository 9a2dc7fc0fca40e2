package dev.lanyard.api.authority;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.lanyard.api.authority.AccessTokens.Token;
import dev.lanyard.domain.Audience;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes tokens for workloads, and remembers each for the first half of its lifetime, so that a
 * thousand that start together cost one signature. The generation is part of what a token is
 * remembered by: with the generation, all its tokens are gone from here.
 */
public final class RememberedTokens {
  /** Most tokens that are remembered; of one or two kilobytes each. */
  static final int TOKENS_MAX = 50_000;

  /**
   * What makes a token the same: a generation is of one principal, by one way.
   *
   * @param asked the resource, exactly as it was asked for
   * @param audience what is registered for it now
   */
  private record Key(long generation, String asked, Audience audience) {}

  private final AccessTokens tokens;
  private final InstantSource clock;
  private final Cache<Key, Token> remembered;

  /** Remembers what is made here. */
  public RememberedTokens(AccessTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfter(Expiry.creating((Key _, Token token) -> kept(token, clock.instant())))
            .build();
  }

  private static Duration kept(Token token, Instant now) {
    Duration half = Duration.between(token.notBefore(), token.expiresAt()).dividedBy(2);
    Duration left = Duration.between(now, token.notBefore().plus(half));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A token of these terms, made now or before. */
  public Token issue(TokenTerms terms) {
    var key = new Key(terms.generation(), terms.asked(), terms.audience());
    Token known = remembered.get(key, _ -> make(terms));
    // The cache measures time by a counter that stands still while a machine sleeps.
    return isYoung(known)
        ? known
        : remembered
            .asMap()
            .compute(key, (_, now) -> now != null && isYoung(now) ? now : make(terms));
  }

  private Token make(TokenTerms terms) {
    return tokens.issue(terms, clock.instant());
  }

  private boolean isYoung(Token token) {
    return kept(token, clock.instant()).isPositive();
  }
}
