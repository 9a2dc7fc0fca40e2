package dev.lanyard.projections.state;

import java.util.List;

/**
 * What a caller holds, of one snapshot.
 *
 * @param position the commit that the snapshot shows
 * @param acts whether the caller lives and is not disabled; if not, it holds nothing
 * @param grants the grants that count, those of ended and disabled groups left out
 * @param rowsVisited how many rows were looked at to answer
 */
public record Held(long position, boolean acts, List<Entitlement> grants, int rowsVisited) {
  public Held {
    grants = List.copyOf(grants);
  }
}
