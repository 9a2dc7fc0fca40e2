package dev.lanyard.eventstore;

import dev.lanyard.domain.Boundary;
import java.time.Instant;
import java.util.Optional;

/**
 * What an authorisation rests on: as of a position the caller held a right, and as long as nothing
 * in this boundary was appended since, it still does. It joins the append condition of the decision
 * that it allows, so that a right revoked at P cannot be used from P on (DESIGN, "Consistency").
 *
 * @param position the commit that the check read
 * @param boundary the events that would take the right away; none for callers that need no right
 * @param until from then on the right has expired; empty where it does not expire
 */
public record Reliance(long position, Boundary boundary, Optional<Instant> until) {
  /** The server itself relies on nothing. */
  public static final Reliance NONE = new Reliance(0, Boundary.nothing(), Optional.empty());
}
