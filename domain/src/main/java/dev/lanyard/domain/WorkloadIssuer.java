package dev.lanyard.domain;

import java.util.Optional;

/**
 * An identity provider whose tokens may stand for workloads: no other is ever asked for its keys.
 *
 * @param issuer exactly as its tokens name it; an HTTPS URL of at most 600 characters
 * @param keys its public keys as a JWK set (RFC 7517), for issuers that cannot be reached; empty
 *     where they are fetched by its discovery document
 */
public record WorkloadIssuer(String issuer, Optional<String> keys) {
  /** Longest JWK set, in characters. */
  public static final int KEYS_LENGTH_MAX = 65_536;

  public WorkloadIssuer {
    FederatedCredential.requireIssuer(issuer);
    keys.ifPresent(text -> Texts.require("keys", text, 1, KEYS_LENGTH_MAX));
  }
}
