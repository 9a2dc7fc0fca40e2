package dev.lanyard.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * By what an operator proves who it is, without the proof itself: secrets and certificates are in
 * the key store under the same id.
 *
 * @param id chosen by the sender and never used again
 * @param thumbprint of a certificate: the SHA-256 of its DER form, in base64url without padding;
 *     empty for a secret
 * @param notBefore the first instant at which it proves anything
 * @param notAfter from then on it proves nothing; after {@code notBefore}
 */
public record OperatorCredential(
    CredentialId id, Kind kind, Optional<String> thumbprint, Instant notBefore, Instant notAfter) {
  /** How many live ones a principal may have: enough to roll several, few enough to try each. */
  public static final int CREDENTIALS_MAX = 20;

  /** What is presented. */
  public enum Kind {
    SECRET("Secret"),
    CERTIFICATE("Certificate");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The text that is stored. */
    @Override
    public String toString() {
      return text;
    }
  }

  public OperatorCredential {
    CredentialTerms.require(kind == Kind.CERTIFICATE, thumbprint, notBefore, notAfter);
  }

  /** Whether it proves anything at an instant, if it was not revoked. */
  public boolean counts(Instant now) {
    return CredentialTerms.cover(notBefore, notAfter, now);
  }
}
