package dev.lanyard.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * By what a workload proves on which resource it runs, without the proof itself: secrets and
 * certificates are in the key store under the same id. It hangs on the resource and ends with it.
 *
 * @param id chosen by the sender and never used again
 * @param thumbprint of a certificate: the SHA-256 of its DER form, in base64url without padding;
 *     empty for all other kinds
 * @param notBefore the first instant at which it proves anything
 * @param notAfter from then on it proves nothing; after {@code notBefore}
 */
public record WorkloadCredential(
    CredentialId id, Kind kind, Optional<String> thumbprint, Instant notBefore, Instant notAfter) {
  /**
   * How many live ones of one kind a resource may have, and how many that were replaced and go on
   * for a while: enough to roll several.
   */
  public static final int OF_A_KIND_MAX = 20;

  /** What is presented, and where. */
  public enum Kind {
    /** The header of an identity endpoint, as App Service has it (CONTRACT 3.2). */
    ENDPOINT_SECRET("EndpointSecret"),
    /** A path that nobody can guess, below which the resource's tokens are served in clear. */
    ENDPOINT_PATH("EndpointPath"),
    /** What an agent shows once, to get its first certificate. */
    ENROLMENT_CODE("EnrolmentCode"),
    /** The certificate of an agent's key. */
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

  public WorkloadCredential {
    CredentialTerms.require(kind == Kind.CERTIFICATE, thumbprint, notBefore, notAfter);
  }

  /** Whether it proves anything at an instant, if it was not revoked. */
  public boolean counts(Instant now) {
    return CredentialTerms.cover(notBefore, notAfter, now);
  }

  /**
   * The same, but over at an instant if it is not over before. One that would be over before it
   * begins begins the least before its end: what it proves lies in the past.
   */
  public WorkloadCredential until(Instant end) {
    if (!end.isBefore(notAfter)) {
      return this;
    }
    Instant start = notBefore.isBefore(end) ? notBefore : end.minus(1, ChronoUnit.MICROS);
    return new WorkloadCredential(id, kind, thumbprint, start, end);
  }
}
