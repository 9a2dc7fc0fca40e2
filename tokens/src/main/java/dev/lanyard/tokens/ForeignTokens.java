package dev.lanyard.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import dev.lanyard.domain.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
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

  /** "JOSE" is what the JWT-SVID of SPIFFE, section 2.3, allows beside "JWT". */
  private static final Set<String> TYPES = Set.of("JWT", "JOSE");

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
   * @param issuer the one that is trusted here, exactly as tokens name it
   * @param audiences of which the token names one at least, exactly
   * @param source the issuer's keys; asked once, and only for a text in the form of a token
   */
  public Outcome verify(
      String jwt, String issuer, Set<String> audiences, IssuerKeySource source) {
    Optional<CompactJws> parsed = CompactJws.parse(jwt);
    if (parsed.isEmpty() || !isPlain(parsed.get())) {
      return new Refused(Why.MALFORMED);
    }
    CompactJws token = parsed.get();
    Optional<SigningAlgorithm> algorithm = token.algorithm();
    if (algorithm.isEmpty()) {
      return new Refused(Why.WRONG_ALGORITHM);
    }
    Optional<ForeignClaims> claims = token.claims().flatMap(ForeignClaims::of);
    if (claims.isEmpty()) {
      return new Refused(Why.MALFORMED);
    }
    return unsigned(token, algorithm.get(), source)
        .or(() -> flaw(claims.get(), issuer, audiences))
        .<Outcome>map(Refused::new)
        .orElseGet(() -> new Proved(claims.get()));
  }

  /** Some issuers leave the type out; what "crit" lists would have to be understood. */
  private static boolean isPlain(CompactJws token) {
    boolean typed =
        !token.hasHeader("typ") || token.header("typ").filter(TYPES::contains).isPresent();
    boolean named = !token.hasHeader("kid") || token.header("kid").isPresent();
    return typed && named && !token.hasHeader("crit") && !token.hasHeader("b64");
  }

  /** Why no key of the issuer has signed it; empty if one has. */
  private static Optional<Why> unsigned(
      CompactJws token, SigningAlgorithm algorithm, IssuerKeySource source) {
    Optional<String> kid = token.header("kid");
    Optional<ForeignKeys> keys = source.keys(kid);
    if (keys.isEmpty()) {
      return Optional.of(Why.NO_KEYS);
    }
    List<JWSVerifier> verifiers = keys.get().verifiers(kid, algorithm);
    if (verifiers.isEmpty()) {
      return Optional.of(Why.UNKNOWN_KEY);
    }
    JWSAlgorithm exactly = JWSAlgorithm.parse(algorithm.name());
    return verifiers.stream().anyMatch(verifier -> token.isSignedBy(verifier, exactly))
        ? Optional.empty()
        : Optional.of(Why.BAD_SIGNATURE);
  }

  private Optional<Why> flaw(ForeignClaims claims, String issuer, Set<String> audiences) {
    if (!claims.issuer().equals(issuer)) {
      return Optional.of(Why.WRONG_ISSUER);
    }
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
