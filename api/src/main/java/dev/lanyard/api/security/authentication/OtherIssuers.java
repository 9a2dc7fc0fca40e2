package dev.lanyard.api.security.authentication;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.lanyard.api.security.authentication.Unauthenticated.Why;
import dev.lanyard.api.security.authentication.Verified.Bearer;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Subject;
import dev.lanyard.tokens.IssuerKeys;
import dev.lanyard.tokens.TokenRefused;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the tokens of the issuers that are trusted by configuration. */
public final class OtherIssuers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtherIssuers.class);
  private static final int GROUPS_MAX = 200;

  private record Known(TrustedIssuer issuer, IssuerKeys keys) {}

  private final Map<String, Known> byName = new HashMap<>();

  /**
   * Makes readers of their tokens; the keys are fetched when the first token comes.
   *
   * @param clock by which it is judged when keys may be fetched again
   */
  public OtherIssuers(List<TrustedIssuer> issuers, InstantSource clock) {
    for (TrustedIssuer issuer : issuers) {
      Optional<URI> keysAt = Optional.ofNullable(issuer.jwksUri()).map(URI::create);
      IssuerKeys keys = new IssuerKeys(issuer.issuer(), keysAt, clock, LOG::warn);
      byName.put(issuer.issuer(), new Known(issuer, keys));
    }
  }

  /** Whether a token claims to be of one of these; its signature is not looked at. */
  boolean claims(String token) {
    return issuer(token).filter(byName::containsKey).isPresent();
  }

  /**
   * Reads a token of one of these. Waits for its issuer's keys for a few seconds at most. Times and
   * audience are judged at each request: a token is read once in some minutes.
   *
   * @throws Unauthenticated if it is none, or for somebody else
   */
  Verified read(String token) {
    var known = issuer(token).map(byName::get);
    if (known.isEmpty()) {
      throw new Unauthenticated(Why.INVALID);
    }
    try {
      var claims = JWTClaimsSet.parse(known.get().keys().verify(token));
      return verified(known.get().issuer(), claims);
    } catch (TokenRefused | ParseException | MalformedValue refused) {
      throw new Unauthenticated(Why.INVALID);
    }
  }

  private static Verified verified(TrustedIssuer issuer, JWTClaimsSet claims) {
    var until = Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
    if (!(claims.getClaim(issuer.principals()) instanceof String name) || until.isEmpty()) {
      throw new Unauthenticated(Why.INVALID);
    }
    if (!claims.getAudience().contains(issuer.audience())) {
      throw new Unauthenticated(Why.WRONG_AUDIENCE);
    }
    return new Verified(
        new Bearer.Theirs(new Subject(issuer.issuer(), name), groups(issuer, claims)),
        Set.copyOf(claims.getAudience()),
        Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant).orElse(Instant.EPOCH),
        until.get());
  }

  private static List<Subject> groups(TrustedIssuer issuer, JWTClaimsSet claims) {
    var listed = Optional.ofNullable(issuer.groupsClaim()).map(claims::getClaim);
    return listed.filter(List.class::isInstance).stream()
        .flatMap(groups -> ((List<?>) groups).stream())
        .flatMap(group -> group instanceof String name ? Stream.of(name) : Stream.empty())
        .limit(GROUPS_MAX)
        .map(name -> new Subject(issuer.issuer(), name))
        .toList();
  }

  private static Optional<String> issuer(String token) {
    try {
      return Optional.ofNullable(JWTParser.parse(token).getJWTClaimsSet())
          .map(claims -> claims.getIssuer());
    } catch (ParseException noToken) {
      return Optional.empty();
    }
  }

  /** Lets go of what fetches their keys. */
  @Override
  public void close() {
    byName.values().forEach(known -> known.keys().close());
  }
}
