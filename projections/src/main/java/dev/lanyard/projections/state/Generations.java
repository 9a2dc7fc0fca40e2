package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ThingId;
import java.util.Optional;

/**
 * The generations of tokens: a token is good while its generation is open. Questions about the
 * present see every commit that the state view had passed when they were asked. Any may throw
 * {@link dev.lanyard.projections.ViewUnavailable} if the view's file cannot be read.
 */
public interface Generations {

  /** Whether a generation is open, from memory; false for what was never given out. */
  boolean isActive(long index);

  /** How many lists have an index that was given out: they are numbered from 0. */
  long lists();

  /**
   * One list, from memory; it is the same object while none of it changes.
   *
   * @param number from 0; empty from {@link #lists} on
   */
  Optional<GenerationList> list(long number);

  /** The commit that the lists show at least: what was committed until then is in them. */
  long position();

  /** One generation, open or not; empty if it was never given out. */
  Optional<Generation> generation(long index);

  /**
   * The generation that a new token belongs to.
   *
   * @param resource through which it is asked for; empty for registered principals and by
   *     federation
   * @param asOf the commit as of which is asked, as in {@link StateQueries}
   */
  Optional<Generation> open(PrincipalId principal, Optional<ThingId> resource, long asOf);
}
