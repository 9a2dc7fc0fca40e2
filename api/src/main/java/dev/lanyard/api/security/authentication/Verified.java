package dev.lanyard.api.security.authentication;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a token says whose signature is right. Whether it counts here and now is another question,
 * asked at each request.
 *
 * @param bearer whom it names
 * @param audiences for whom it is
 * @param from not before then; the epoch where it does not say
 * @param until not from then on
 */
record Verified(Bearer bearer, Set<String> audiences, Instant from, Instant until) {
  /** How far clocks may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  Verified {
    audiences = Set.copyOf(audiences);
  }

  /** Whom a token names. */
  sealed interface Bearer {
    /**
     * A principal of ours, by a token of ours.
     *
     * @param generation the index by which the token loses effect
     */
    record Ours(PrincipalId principal, long generation) implements Bearer {}

    /**
     * Somebody whom a trusted issuer names.
     *
     * @param groups that issuer's names of their groups
     */
    record Theirs(Subject subject, List<Subject> groups) implements Bearer {
      public Theirs {
        groups = List.copyOf(groups);
      }
    }
  }

  /** Whether its time has come and is not over. */
  boolean isValidAt(Instant now) {
    return !now.plus(SKEW).isBefore(from) && now.minus(SKEW).isBefore(until);
  }
}
