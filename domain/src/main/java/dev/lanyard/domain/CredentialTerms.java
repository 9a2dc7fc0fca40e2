package dev.lanyard.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What holds of every credential, of operators and of workloads. */
final class CredentialTerms {
  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

  private CredentialTerms() {}

  /**
   * Goes on if a certificate, and nothing else, has a thumbprint, and the validity is not empty.
   *
   * @throws MalformedValue if not; names the field
   */
  static void require(
      boolean certificate, Optional<String> thumbprint, Instant notBefore, Instant notAfter) {
    if (certificate) {
      if (thumbprint.filter(text -> THUMBPRINT.matcher(text).matches()).isEmpty()) {
        throw new MalformedValue("thumbprint", "must be a SHA-256 in base64url");
      }
    } else if (thumbprint.isPresent()) {
      throw new MalformedValue("thumbprint", "must be absent: only certificates have one");
    }
    if (!notBefore.isBefore(notAfter)) {
      throw new MalformedValue("notAfter", "must be after notBefore");
    }
  }

  /** Whether an instant is within a validity: its first instant is, its end is not. */
  static boolean cover(Instant notBefore, Instant notAfter, Instant now) {
    return !now.isBefore(notBefore) && now.isBefore(notAfter);
  }
}
