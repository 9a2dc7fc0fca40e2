package dev.lanyard.tokens;

import java.time.Duration;

/**
 * On what terms {@link ClientAssertions} takes an assertion that is right.
 *
 * @param purpose what the client asks for with it, such as the scope: it is used up once for each.
 *     Common clients send one assertion for each resource they ask a token for, until it expires;
 *     they never ask for the same one twice, for they keep the token
 * @param aheadMax how far ahead it may expire: so long its use is remembered
 * @param admit run once it is right and before its use is noted, which is a durable write that all
 *     others wait for; what this throws for a client that comes too often is thrown, and the
 *     assertion is not used up
 */
public record AssertionTerms(String purpose, Duration aheadMax, Runnable admit) {
  /** How far ahead that of an agent may expire: half again as far as {@link WorkloadKey} has it. */
  private static final Duration AGENT_AHEAD_MAX = Duration.ofMinutes(15);

  /** How far ahead that of any other client may expire. */
  static final Duration AHEAD_MAX = Duration.ofHours(24);

  /** Used up once, whoever comes how often. */
  static final AssertionTerms ONCE = client(() -> {});

  /** Of clients whose programs are not ours. */
  public static AssertionTerms client(Runnable admit) {
    return new AssertionTerms("", AHEAD_MAX, admit);
  }

  /** Of agents. */
  public static AssertionTerms agent(Runnable admit) {
    return new AssertionTerms("", AGENT_AHEAD_MAX, admit);
  }
}
