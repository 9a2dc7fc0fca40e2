package dev.lanyard.projections.invariant;

import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scope that lives or has ended, and how much hangs on it. */
final class Place {
  final @Nullable Place above;
  boolean live = true;
  int children;
  int systemIdentities;
  int attachments;
  int grants;
  int credentials;

  /** Locks here and at all places below. */
  int locksWithin;

  private Map<LockName, LockLevel> locks = Map.of();

  Place(@Nullable Place above) {
    this.above = above;
  }

  /** Something that the ledger named and that does not live. */
  static Place missing() {
    Place place = new Place(null);
    place.live = false;
    return place;
  }

  /** A lock holds here; placed again, it holds with the new level. */
  void lock(LockName name, LockLevel level) {
    if (locks.isEmpty()) {
      locks = new HashMap<>();
    }
    if (locks.put(name, level) == null) {
      countLocks(1);
    }
  }

  /** It no longer does. */
  void unlock(LockName name) {
    if (locks.remove(name) != null) {
      countLocks(-1);
      locks = locks.isEmpty() ? Map.of() : locks;
    }
  }

  private void countLocks(int more) {
    for (@Nullable Place at = this; at != null; at = at.above) {
      at.locksWithin += more;
    }
  }

  /** Whether a lock here or above forbids to write here. */
  boolean forbidsWriting() {
    for (@Nullable Place at = this; at != null; at = at.above) {
      if (at.locks.containsValue(LockLevel.READ_ONLY)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a lock here or above forbids to delete here. */
  boolean forbidsDeleting() {
    for (@Nullable Place at = this; at != null; at = at.above) {
      if (!at.locks.isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
