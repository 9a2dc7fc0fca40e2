package dev.lanyard.api.access;

import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Explanation.Denial;
import dev.lanyard.projections.state.Ruling;
import java.time.Instant;
import java.util.Optional;

/**
 * How a check was decided.
 *
 * @param denial why not; empty where it is allowed
 * @param position the commit as of which was looked
 * @param at the instant against which expiries were held
 * @param explanation empty where none is told
 */
record Decided(
    Optional<Denial> denial, long position, Instant at, Optional<Explanation> explanation) {

  /** Allowed, in short. */
  static Decided allowed(Ruling ruling, Instant at) {
    return new Decided(Optional.empty(), ruling.position(), at, Optional.empty());
  }

  /**
   * By an explanation.
   *
   * @param told whether the reply has it
   */
  static Decided by(Explanation explanation, boolean told) {
    return new Decided(
        explanation.denial(),
        explanation.position(),
        explanation.at(),
        Optional.of(explanation).filter(_ -> told));
  }

  /** Why, or why not, as one word. */
  String reason() {
    return denial.map(Decided::word).orElse("Granted");
  }

  private static String word(Denial denial) {
    return switch (denial) {
      case LOCKED -> "Locked";
      case PRINCIPAL_NOT_LIVE -> "PrincipalNotLive";
      case EXPIRED -> "Expired";
      case CONDITION -> "Condition";
      case NOT_ACTION -> "NotAction";
      case NO_ASSIGNMENT -> "NoAssignment";
    };
  }
}
