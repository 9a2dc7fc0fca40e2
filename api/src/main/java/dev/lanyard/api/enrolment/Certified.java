package dev.lanyard.api.enrolment;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.tokens.WorkloadAuthority.Issued;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate that an agent has, and is on record.
 *
 * @param credential its id, which is the agent's client id
 * @param at when it was asked for
 * @param issued the certificate
 */
record Certified(CredentialId credential, Instant at, Issued issued) {
  /** How long a certificate counts. */
  static final Duration VALID = Duration.ofDays(90);

  /** From when on it can be renewed: half its time is left to come through. */
  static final Duration RENEWABLE_AFTER = Duration.ofDays(45);

  /** How long what was replaced goes on at most. */
  static final Duration OVERLAP_MAX = Duration.ofHours(24);

  /** When it can be renewed. */
  Instant renewAfter() {
    return issued.notBefore().plus(RENEWABLE_AFTER);
  }
}
