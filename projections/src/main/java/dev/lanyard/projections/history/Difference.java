package dev.lanyard.projections.history;

import dev.lanyard.projections.audit.Deeds;
import dev.lanyard.projections.audit.FacetChange;
import dev.lanyard.projections.state.AccessChange;

/** What differs between two moments. */
public sealed interface Difference {

  /** What is. */
  record OfState(FacetChange change) implements Difference {}

  /**
   * What somebody may.
   *
   * @param deeds the events between the two that changed it; none where time alone did
   */
  record OfAccess(AccessChange change, Deeds deeds) implements Difference {}
}
