package dev.lanyard.evidence.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param wrong the first thing that is wrong; empty for a valid bundle
 * @param subject what the bundle is of; empty where it was not readable so far
 * @param trust whose word is taken
 * @param figures what was found to hold, until something was wrong
 * @param completeness whether the filter's events are all there
 * @param remarks what else a reviewer should know: one line each
 */
public record Verdict(
    Optional<Finding> wrong,
    Optional<Subject> subject,
    Trust trust,
    Figures figures,
    Completeness completeness,
    List<String> remarks) {

  /** Whose keys the signatures were verified by. */
  public enum Trust {
    /** Keys that the reviewer has from elsewhere. */
    GIVEN_KEYS,
    /** The bundle's own: it is shown only that the bundle agrees with itself. */
    OWN_KEYS
  }

  /**
   * What a bundle is of.
   *
   * @param origin the log
   * @param from the first position
   * @param to the last position
   * @param asked the filter as it was asked for
   * @param madeAt when the bundle was made
   * @param serverVersion by which version of the server
   */
  public record Subject(
      String origin, long from, long to, String asked, Instant madeAt, String serverVersion) {}

  /**
   * What was found to hold.
   *
   * @param envelopes leaves
   * @param events events of which something is opened
   * @param proofs single proofs
   * @param schemas schemas that can be read
   * @param erased events whose personal part is gone, as the bundle says: nothing proves it
   * @param erasedPositions the first 1,000 of them
   * @param withheld events that are opened but for their personal part
   */
  public record Figures(
      long envelopes,
      long events,
      long proofs,
      long schemas,
      long erased,
      List<Long> erasedPositions,
      long withheld) {
    /** Copies the positions. */
    public Figures {
      erasedPositions = List.copyOf(erasedPositions);
    }
  }

  /** Copies the remarks. */
  public Verdict {
    remarks = List.copyOf(remarks);
  }

  /** Whether nothing is wrong. */
  public boolean valid() {
    return wrong.isEmpty();
  }
}
