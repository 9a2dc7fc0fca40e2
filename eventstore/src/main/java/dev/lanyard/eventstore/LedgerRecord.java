package dev.lanyard.eventstore;

import java.time.Instant;
import java.util.UUID;

/** What a ledger holds at one position, whichever family of facts it keeps. */
public sealed interface LedgerRecord permits Recorded, AccessRecord {

  /** Where it is: 1-based, gap-free, in commit order. */
  long position();

  /** The last position of the commit that it belongs to. */
  long commit();

  /** When the commit was made, by the writer's clock; never decreasing, whole microseconds. */
  Instant committedAt();

  /** The id of the fact. */
  UUID eventId();

  /** Whether this is the last fact of its commit. */
  default boolean closesCommit() {
    return position() == commit();
  }
}
