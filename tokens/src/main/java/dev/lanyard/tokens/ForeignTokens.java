package dev.lanyard.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens of somebody else's issuer, by which a workload proves itself (workload identity
 * federation, CONTRACT 2.4; RFC 7523, section 3). They are used again and again until they expire,
 * as such clients do: the same file serves each request.
 */
public final class ForeignTokens {
  /** By how much the issuer's clock may differ from the server's. */
  static final Duration CLOCKS_APART = Duration.ofSeconds(60);

  /** Whether a token proves its subject. */
  public sealed interface Outcome {}

  /** It does; whether the subject may anything is not yet asked. */
  public record Proved(ForeignClaims claims) implements Outcome {}

  /** It does not. */
  public record Refused(Why why) implements Outcome {}

  /** Why a token proves nothing. */
  public enum Why {
    /** It is no token: parts, header, or a claim missing or of another type. */
    MALFORMED,
    /** It says that it was signed otherwise than with RS256 or ES256, or not at all. */
    WRONG_ALGORITHM,
    /** There are no keys of the issuer, and none can be had now. */
    NO_KEYS,
    /** The issuer has no key that it names, for the algorithm that it names. */
    UNKNOWN_KEY,
    /** The key that it names has not signed it. */
    BAD_SIGNATURE,
    /** It is another issuer's. */
    WRONG_ISSUER,
    /** It is meant for somebody else. */
    WRONG_AUDIENCE,
    /** It has expired, or has not begun. */
    EXPIRED
  }

  private final InstantSource clock;

  /** Tokens that are looked at by this clock. */
  public ForeignTokens(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The issuer that a text claims to be from, to find out whose keys to verify it with. It proves
   * nothing: anyone can write it.
   *
   * @param jwt any text
   */
  public static Optional<String> claimedIssuer(String jwt) {
    return CompactJws.parse(jwt)
        .flatMap(CompactJws::claims)
        .flatMap(claims -> Optional.ofNullable(claims.get("iss")))
        .flatMap(issuer -> issuer instanceof String text ? Optional.of(text) : Optional.empty());
  }

  /**
   * Checks a token.
   *
   * @param jwt any text; the compact form of RFC 7515, at most 16 Ki characters, signed with RS256
   *     or ES256
   * @param keys of the one issuer that is trusted here
   * @param audiences of which the token names one at least, exactly
   */
  public Outcome verify(String jwt, IssuerKeys keys, Set<String> audiences) {
    try {
      return ForeignClaims.of(keys.verify(jwt))
          .map(claims -> outcome(claims, audiences))
          .orElseGet(() -> new Refused(Why.MALFORMED));
    } catch (TokenRefused refused) {
      return new Refused(why(refused.why()));
    }
  }

  private Outcome outcome(ForeignClaims claims, Set<String> audiences) {
    return flaw(claims, audiences).<Outcome>map(Refused::new).orElseGet(() -> new Proved(claims));
  }

  private static Why why(TokenRefused.Why why) {
    return switch (why) {
      case MALFORMED -> Why.MALFORMED;
      case WRONG_ALGORITHM -> Why.WRONG_ALGORITHM;
      case UNKNOWN_KEY -> Why.UNKNOWN_KEY;
      case BAD_SIGNATURE -> Why.BAD_SIGNATURE;
      case WRONG_ISSUER -> Why.WRONG_ISSUER;
      case KEYS_UNAVAILABLE -> Why.NO_KEYS;
    };
  }

  private Optional<Why> flaw(ForeignClaims claims, Set<String> audiences) {
    if (Collections.disjoint(audiences, claims.audiences())) {
      return Optional.of(Why.WRONG_AUDIENCE);
    }
    Instant now = clock.instant();
    boolean ended = !now.isBefore(claims.expires().plus(CLOCKS_APART));
    boolean begun =
        claims.begins().stream().noneMatch(begin -> begin.isAfter(now.plus(CLOCKS_APART)));
    return ended || !begun ? Optional.of(Why.EXPIRED) : Optional.empty();
  }
}
