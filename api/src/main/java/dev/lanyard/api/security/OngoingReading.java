package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A reading that goes on after its request was let in. A right is a right of now: whether its
 * reader still may, and what it sees, is looked at again and again, and that it ended is on record.
 * Used by one thread at a time.
 */
public final class OngoingReading {
  private final Guard guard;
  private final Caller caller;
  private final List<Requirement> needed;
  private final BooleanSupplier known;
  private final RecordsRead begun;
  private Sight sight;

  /** Why its reader may not go on. */
  public enum Lost {
    /** Its token is over or revoked, or the principal has ended or is disabled. */
    TOKEN,
    /** A right that it needs was taken away. */
    RIGHT,
    /** The state view is behind or stopped: rights cannot be checked. */
    FRESHNESS
  }

  /**
   * Goes on with a reading that was let in.
   *
   * @param needed what the reader must hold all the time; first that of the route
   * @param known whether what it proved itself by still counts
   * @param begun the record of its beginning
   */
  OngoingReading(
      Guard guard,
      Caller caller,
      List<Requirement> needed,
      BooleanSupplier known,
      RecordsRead begun) {
    this.guard = guard;
    this.caller = caller;
    this.needed = List.copyOf(needed);
    this.known = known;
    this.begun = begun;
    this.sight = new Sight(guard.permissions(), caller, own());
  }

  private Requirement own() {
    return needed.getFirst();
  }

  /** Looks again, at what {@link #sees} answers by too; empty if the reader may go on. */
  public Optional<Lost> look() {
    if (!known.getAsBoolean()) {
      return Optional.of(Lost.TOKEN);
    }
    if (!guard.freshness().isCurrent()) {
      return Optional.of(Lost.FRESHNESS);
    }
    for (Requirement each : needed) {
      if (guard.permissions().check(caller, each) instanceof Permissions.Verdict.Denied) {
        return Optional.of(Lost.RIGHT);
      }
    }
    sight = new Sight(guard.permissions(), caller, own());
    return Optional.empty();
  }

  /** Whether the reader saw what belongs to a place when it was looked at last. */
  public boolean sees(ResourcePath place) {
    return sight.sees(own().action(), place);
  }

  /**
   * Puts on record that the reading ended. Does not wait for it.
   *
   * @param lastPosition up to which all that it could show was sent
   * @param events how many were sent
   * @param why in one word
   */
  public void ended(long lastPosition, long events, String why) {
    guard.records().ended(begun, lastPosition, events, why);
  }
}
