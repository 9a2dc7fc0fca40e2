package dev.lanyard.projections.state;

import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ScopeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may do something somewhere, and why.
 *
 * @param denial why not; empty where it is allowed
 * @param position the commit as of which was looked
 * @param at the instant against which expiries were held
 * @param places what lives at the scope and above it, nearest first
 * @param considered the grants that the caller and its groups have there, nearest first; where it
 *     is denied, behind them up to {@link #REMOVED_MAX} that would have allowed it and were taken
 *     away, latest first
 * @param locks those that forbid it, nearest first; looked for only where a grant allows it
 * @param rowsVisited how many rows were looked at to answer
 */
public record Explanation(
    Optional<Denial> denial,
    long position,
    Instant at,
    List<Place> places,
    List<Considered> considered,
    List<Locked> locks,
    int rowsVisited) {
  /** Most grants that were taken away that an explanation names. */
  public static final int REMOVED_MAX = 20;

  /** Why something is not allowed; of several the first that holds. */
  public enum Denial {
    /** A grant allows it, but a lock forbids it to everybody. */
    LOCKED,
    /** The caller has ended or is disabled, or the group that would allow it has or is. */
    PRINCIPAL_NOT_LIVE,
    /** What would allow it has expired. */
    EXPIRED,
    /** What would allow it has a condition. */
    CONDITION,
    /** A role covers it and takes it back. */
    NOT_ACTION,
    /** No grant names it. */
    NO_ASSIGNMENT
  }

  /**
   * A place that was looked at.
   *
   * @param since the commit that it lives there since
   */
  public record Place(ResourcePath path, ScopeId id, long since) {}

  /** A grant and what it does. */
  public record Considered(HeldGrant grant, Outcome outcome) {}

  /**
   * A lock that forbids the action.
   *
   * @param placed the commit since which it says so
   */
  public record Locked(ResourcePath at, LockName name, LockLevel level, long placed) {}

  public Explanation {
    places = List.copyOf(places);
    considered = List.copyOf(considered);
    locks = List.copyOf(locks);
  }

  /** Whether it is allowed. */
  public boolean allowed() {
    return denial.isEmpty();
  }
}
