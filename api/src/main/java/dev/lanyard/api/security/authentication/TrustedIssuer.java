package dev.lanyard.api.security.authentication;

import dev.lanyard.domain.Subject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider whose tokens count here, by configuration ({@code lanyard.issuers[n]};
 * OpenID Connect Core 1.0). Its people are found as principals that were registered with its
 * issuer.
 *
 * @param issuer as its tokens name it
 * @param audience what they must be for: this server, as the provider knows it
 * @param principalClaim which claim is the principal's subject; {@code sub} where unset
 * @param groupsClaim which claim lists the subjects of its groups; none where unset
 * @param jwksUri where its keys are; found by its discovery document where unset
 */
public record TrustedIssuer(
    String issuer,
    String audience,
    @Nullable String principalClaim,
    @Nullable String groupsClaim,
    @Nullable String jwksUri) {

  /** Refuses a configuration that could trust nobody, or anybody. */
  public TrustedIssuer {
    if (issuer == null || issuer.isBlank() || audience == null || audience.isBlank()) {
      throw new IllegalArgumentException("lanyard.issuers needs issuer and audience in each entry");
    }
    if (issuer.equals(Subject.LOCAL_ISSUER)) {
      throw new IllegalArgumentException("lanyard.issuers cannot name " + issuer);
    }
    // Where there is no jwks-uri, the issuer's name is where its discovery document is.
    if (!isOfHttp(jwksUri == null ? issuer : jwksUri)) {
      throw new IllegalArgumentException(
          "lanyard.issuers needs an http(s) location in %s"
              .formatted(jwksUri == null ? "issuer, or a jwks-uri" : "jwks-uri"));
    }
  }

  private static boolean isOfHttp(String location) {
    try {
      URI uri = new URI(location);
      return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?");
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /** The claim that is the principal's subject. */
  String principals() {
    return Optional.ofNullable(principalClaim).orElse("sub");
  }
}
