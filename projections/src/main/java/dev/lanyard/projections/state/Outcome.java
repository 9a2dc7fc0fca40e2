package dev.lanyard.projections.state;

import dev.lanyard.domain.ActionPattern;

/** What a grant that was considered does for an action (CONTRACT 4.3, "Evaluation"). */
public sealed interface Outcome {

  /** It allows it, by a pattern of its role. */
  record Grants(ActionPattern pattern) implements Outcome {}

  /** Its role covers the action and takes it back. */
  record ExcludedBy(ActionPattern pattern, ActionPattern notPattern) implements Outcome {}

  /** Its role does not name the action. */
  record NoMatch() implements Outcome {}

  /** It would allow it, but has expired. */
  record Expired(ActionPattern pattern) implements Outcome {}

  /** It would allow it, but has a condition, which nothing evaluates. */
  record Conditional(ActionPattern pattern) implements Outcome {}

  /** It would allow it, but its holder, or the caller, has ended, is disabled, or is no group. */
  record HolderNotActing(ActionPattern pattern) implements Outcome {}

  /**
   * It would have allowed it, but was taken away.
   *
   * @param until the commit that took it away
   */
  record Removed(ActionPattern pattern, long until) implements Outcome {}
}
