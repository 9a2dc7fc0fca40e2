package dev.lanyard.api.security.authentication;

import com.nimbusds.jwt.JWTParser;
import dev.lanyard.api.security.authentication.Unauthenticated.Why;
import dev.lanyard.api.security.authentication.Verified.Bearer;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Subject;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Reads the tokens of the issuers that are trusted by configuration. */
public final class OtherIssuers {
  private static final int GROUPS_MAX = 200;

  private record Known(TrustedIssuer issuer, JwtDecoder decoder) {}

  private final Map<String, Known> byName = new HashMap<>();

  /** Makes readers of their tokens; the keys are fetched when the first token comes. */
  public OtherIssuers(List<TrustedIssuer> issuers) {
    for (var issuer : issuers) {
      byName.put(issuer.issuer(), new Known(issuer, new SupplierJwtDecoder(() -> decoder(issuer))));
    }
  }

  /** Times and audience are judged at each request: a token is decoded once. */
  private static JwtDecoder decoder(TrustedIssuer issuer) {
    var keys = Optional.ofNullable(issuer.jwksUri());
    var decoder =
        keys.map(uri -> NimbusJwtDecoder.withJwkSetUri(uri).build())
            .orElseGet(() -> NimbusJwtDecoder.withIssuerLocation(issuer.issuer()).build());
    OAuth2TokenValidator<Jwt> later = _ -> OAuth2TokenValidatorResult.success();
    decoder.setJwtValidator(later);
    return decoder;
  }

  /** Whether a token claims to be of one of these; its signature is not looked at. */
  boolean claims(String token) {
    return issuer(token).filter(byName::containsKey).isPresent();
  }

  /**
   * Reads a token of one of these.
   *
   * @throws Unauthenticated if it is none, or for somebody else
   */
  Verified read(String token) {
    var known = issuer(token).map(byName::get);
    if (known.isEmpty()) {
      throw new Unauthenticated(Why.INVALID);
    }
    try {
      return verified(known.get().issuer(), known.get().decoder().decode(token));
    } catch (JwtException | MalformedValue refused) {
      throw new Unauthenticated(Why.INVALID);
    }
  }

  private static Verified verified(TrustedIssuer issuer, Jwt token) {
    var subject = token.getClaims().get(issuer.principals());
    var until = token.getExpiresAt();
    if (!issuer.issuer().equals(token.getClaimAsString("iss"))
        || !(subject instanceof String name)
        || until == null) {
      throw new Unauthenticated(Why.INVALID);
    }
    if (!Optional.ofNullable(token.getAudience()).orElse(List.of()).contains(issuer.audience())) {
      throw new Unauthenticated(Why.WRONG_AUDIENCE);
    }
    return new Verified(
        new Bearer.Theirs(new Subject(issuer.issuer(), name), groups(issuer, token)),
        Set.copyOf(token.getAudience()),
        Optional.ofNullable(token.getNotBefore()).orElse(Instant.EPOCH),
        until);
  }

  private static List<Subject> groups(TrustedIssuer issuer, Jwt token) {
    var listed = Optional.ofNullable(issuer.groupsClaim()).map(token.getClaims()::get);
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
}
