package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ThingId;
import java.util.Optional;

/**
 * The tokens that one principal got by one way, from one commit until another.
 *
 * @param index its number, which its tokens carry; given out once
 * @param resource through which they were asked for; empty for registered principals and by
 *     federation
 * @param from the commit from which on they are good
 * @param until the commit from which on they are not; empty while they are
 */
public record Generation(
    long index,
    PrincipalId principal,
    Optional<ThingId> resource,
    long from,
    Optional<Long> until) {

  /** Whether its tokens are good now. */
  public boolean isOpen() {
    return until.isEmpty();
  }
}
