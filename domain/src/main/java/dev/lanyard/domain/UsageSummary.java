package dev.lanyard.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the records of a span of the access log told, of which it lets go (DESIGN, "Two logs"): who
 * used this installation, and how much.
 *
 * @param firstPosition where the span begins; the first position of a segment
 * @param lastPosition where it ends; the last position of a segment
 * @param from when its first record was made
 * @param until when its last one was
 * @param principals those with the most records, the most first; at most {@link #PRINCIPALS_MAX}
 * @param otherPrincipals how many others there were
 * @param others all that the others did, and the refusals of tokens of which no principal is known:
 *     a workload had proved its resource, and named no identity that is on it
 * @param turnedAway requests that did not prove who made them, or came too often
 */
public record UsageSummary(
    long firstPosition,
    long lastPosition,
    Instant from,
    Instant until,
    List<Usage> principals,
    long otherPrincipals,
    Counts others,
    long turnedAway) {
  /** Records of a segment, from position 1 on (ADR 0008). */
  public static final int SEGMENT_RECORDS = 256;

  /** Most segments of one summary: it is found by each of them. */
  public static final int SEGMENTS_MAX = 64;

  /** Most principals that a summary names: it stays far below the largest event. */
  public static final int PRINCIPALS_MAX = 100;

  /**
   * Records by what they tell.
   *
   * @param tokensIssued tokens that were issued
   * @param tokensRefused tokens that were refused to who had proved who it is
   * @param commandsRefused commands that a rule refused
   * @param requestsRefused requests whose caller may not make them
   * @param readings readings of records
   */
  public record Counts(
      long tokensIssued,
      long tokensRefused,
      long commandsRefused,
      long requestsRefused,
      long readings) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts more) {
      return new Counts(
          tokensIssued + more.tokensIssued,
          tokensRefused + more.tokensRefused,
          commandsRefused + more.commandsRefused,
          requestsRefused + more.requestsRefused,
          readings + more.readings);
    }

    /** How many records these are. */
    public long all() {
      return tokensIssued + tokensRefused + commandsRefused + requestsRefused + readings;
    }
  }

  /**
   * What one principal did.
   *
   * @param lastTokenAt when its last token of the span was issued; empty where none was
   */
  public record Usage(PrincipalId principal, Counts counts, Optional<Instant> lastTokenAt) {}

  public UsageSummary {
    principals = List.copyOf(principals);
    boolean whole =
        firstPosition % SEGMENT_RECORDS == 1
            && lastPosition % SEGMENT_RECORDS == 0
            && firstPosition >= 1
            && lastPosition > firstPosition
            && lastPosition - firstPosition < (long) SEGMENTS_MAX * SEGMENT_RECORDS;
    if (!whole) {
      throw new IllegalArgumentException(
          firstPosition
              + " to "
              + lastPosition
              + " is no run of at most "
              + SEGMENTS_MAX
              + " segments");
    }
    if (principals.size() > PRINCIPALS_MAX) {
      throw new IllegalArgumentException("more than " + PRINCIPALS_MAX + " principals");
    }
  }

  /** All that is counted by principal, and of those that are not known. */
  public Counts total() {
    return principals.stream().map(Usage::counts).reduce(others, Counts::plus);
  }

  /** The number of its first segment, from 0 on. */
  public long firstSegment() {
    return (firstPosition - 1) / SEGMENT_RECORDS;
  }

  /** The number of its last segment. */
  public long lastSegment() {
    return (lastPosition - 1) / SEGMENT_RECORDS;
  }

  /** Whether a position is in the span. */
  public boolean covers(long position) {
    return firstPosition <= position && position <= lastPosition;
  }
}
