package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.tokens.TokenRefused.Why;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Tells whether a token is one of another issuer that is trusted: signed with RS256 or ES256 by a
 * key that the issuer publishes. Its keys are fetched when the first token comes and remembered; a
 * token that names another key has them fetched again, at most once in each {@link Times#pause}.
 * Nobody waits longer than {@link #WAIT_MAX} for that. Safe for many threads.
 */
public final class IssuerKeys implements AutoCloseable {
  /** A discovery document and the keys, each within its time. */
  static final Duration WAIT_MAX = IssuerDocuments.ANSWER_MAX.multipliedBy(2);

  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

  /**
   * Of a token: {@code at+jwt} is that of access tokens (RFC 9068, section 2.1), {@code JOSE} what
   * SPIFFE's JWT-SVID, section 2.3, allows beside.
   */
  private static final Set<String> TYPES = Set.of("JWT", "at+jwt", "JOSE");

  /** Keys that are tried for a token that names none. */
  private static final int TRIED_MAX = 8;

  private final String issuer;
  private final JWKSource<SecurityContext> keys;
  private final Optional<IssuerDocuments> documents;

  /**
   * How long what lasts.
   *
   * @param pause between the begin of two fetches, whatever came of the first
   * @param patience with a fetch that another has begun
   * @param kept how long keys count without being fetched again
   * @param ahead before the end of that, they are fetched again behind the back of a request
   * @param remembered how long they count while the issuer does not answer
   */
  record Times(
      Duration pause, Duration patience, Duration kept, Duration ahead, Duration remembered) {
    static final Times USUAL =
        new Times(
            Duration.ofSeconds(30),
            WAIT_MAX,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofHours(1));
  }

  /**
   * Makes a verifier; nothing is fetched yet.
   *
   * @param issuer as its tokens name it, and where its discovery document is
   * @param keysAt where its keys are; empty where the discovery document says so (OpenID Connect
   *     Discovery 1.0, section 4)
   * @param clock by which pauses end
   * @param failures is told why keys could not be fetched, once for each fetch
   */
  public IssuerKeys(
      String issuer, Optional<URI> keysAt, InstantSource clock, Consumer<String> failures) {
    this(issuer, keysAt, clock, failures, Times.USUAL, new IssuerDocuments());
  }

  private IssuerKeys(
      String issuer, JWKSource<SecurityContext> keys, Optional<IssuerDocuments> documents) {
    this.issuer = issuer;
    this.keys = keys;
    this.documents = documents;
  }

  /**
   * Makes a verifier by keys that are known; nothing is ever fetched.
   *
   * @param jwks a JWK set (RFC 7517, section 5) that {@link ForeignKeys#require} has let through
   */
  public static IssuerKeys uploaded(String issuer, String jwks) {
    try {
      return new IssuerKeys(
          issuer, new ImmutableJWKSet<>(JWKSet.parse(jwks)), Optional.empty());
    } catch (ParseException malformed) {
      throw new MalformedValue("keys", "must be a JWK Set");
    }
  }

  IssuerKeys(
      String issuer,
      Optional<URI> keysAt,
      InstantSource clock,
      Consumer<String> failures,
      Times times,
      IssuerDocuments documents) {
    this.issuer = issuer;
    this.documents = Optional.of(documents);
    JWKSetSource<SecurityContext> fetched =
        new FetchedKeys(issuer, keysAt, documents, clock, failures, times.pause());
    // Its rate limit lets two fetches through in each interval: the pause is in what it fetches by.
    this.keys =
        JWKSourceBuilder.create(fetched)
            .rateLimited(false)
            .cache(times.kept().toMillis(), times.patience().toMillis())
            .refreshAheadCache(
                times.ahead().toMillis(),
                null,
                Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("issuer-keys-", 0).factory()),
                true,
                null,
                false)
            .outageTolerant(times.remembered().toMillis())
            .build();
  }

  /**
   * Verifies a token's signature.
   *
   * @param jwt any text; the compact form of RFC 7515, at most 16 Ki characters
   * @return the claims, of which {@code iss} alone was looked at; whole numbers are {@link Long}
   * @throws TokenRefused if it is none of the issuer's, and why
   */
  public Map<String, Object> verify(String jwt) {
    CompactJws token = CompactJws.parse(jwt).orElseThrow(() -> new TokenRefused(Why.MALFORMED));
    // First of all (RFC 8725, section 3.1): the text does not choose how it is verified.
    JWSAlgorithm algorithm =
        token
            .header("alg")
            .filter(ALGORITHMS::contains)
            .map(JWSAlgorithm::parse)
            .orElseThrow(() -> new TokenRefused(Why.WRONG_ALGORITHM));
    boolean named = !token.hasHeader("kid") || token.header("kid").isPresent();
    boolean plain = named && !token.hasHeader("crit") && !token.hasHeader("b64");
    if (!plain || (token.hasHeader("typ") && !token.header("typ").filter(TYPES::contains).isPresent())) {
      throw new TokenRefused(Why.MALFORMED);
    }
    List<JWK> candidates = candidates(algorithm, token.header("kid"));
    if (candidates.isEmpty()) {
      throw new TokenRefused(Why.UNKNOWN_KEY);
    }
    if (candidates.stream().noneMatch(key -> isSignedBy(token, key, algorithm))) {
      throw new TokenRefused(Why.BAD_SIGNATURE);
    }
    Map<String, Object> claims =
        token.claims().orElseThrow(() -> new TokenRefused(Why.MALFORMED));
    if (!issuer.equals(claims.get("iss"))) {
      throw new TokenRefused(Why.WRONG_ISSUER);
    }
    return claims;
  }

  private List<JWK> candidates(JWSAlgorithm algorithm, Optional<String> keyId) {
    JWSHeader.Builder header = new JWSHeader.Builder(algorithm);
    keyId.ifPresent(header::keyID);
    try {
      return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header.build())), null).stream()
          .limit(TRIED_MAX)
          .toList();
    } catch (KeySourceException unavailable) {
      throw new TokenRefused(Why.KEYS_UNAVAILABLE);
    }
  }

  private static boolean isSignedBy(CompactJws token, JWK key, JWSAlgorithm algorithm) {
    try {
      return switch (key) {
        case RSAKey rsa ->
            token.isSignedBy(ClientKey.verifier(rsa.toPublicKey()), algorithm);
        case ECKey curve ->
            token.isSignedBy(ClientKey.verifier(curve.toPublicKey()), algorithm);
        default -> false;
      };
    } catch (JOSEException unusable) {
      return false;
    }
  }

  /** Ends what is being fetched. */
  @Override
  public void close() {
    documents.ifPresent(IssuerDocuments::close);
    if (keys instanceof JWKSetBasedJWKSource<?> closeable) {
      try {
        closeable.close();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
