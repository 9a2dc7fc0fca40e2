package dev.lanyard.domain;

/**
 * How an identity provider knows a principal: unique among live registered principals.
 *
 * @param issuer the provider, as its tokens name it (OIDC {@code iss}); 1 to 600 characters
 * @param subject the principal at that provider (OIDC {@code sub}); 1 to 600 characters
 */
public record Subject(String issuer, String subject) {
  /** The issuer of service principals that log in at this server itself, by their client id. */
  public static final String LOCAL_ISSUER = "urn:lanyard:local";

  /** Longest issuer or subject, in characters (CONTRACT 2.4). */
  public static final int LENGTH_MAX = 600;

  public Subject {
    Texts.require("issuer", issuer, 1, LENGTH_MAX);
    Texts.require("subject", subject, 1, LENGTH_MAX);
    if (issuer.indexOf(' ') >= 0) {
      throw new MalformedValue("issuer", "must not contain spaces");
    }
  }
}
