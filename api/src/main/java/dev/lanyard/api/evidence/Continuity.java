package dev.lanyard.api.evidence;

import dev.lanyard.eventstore.log.LeavesDropped;
import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Hash;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a log is a continuation of what was signed of it.
 *
 * @param log the log as it is now
 */
record Continuity(ServedLog log) {
  /** How the origin ends from the second epoch on. */
  private static final Pattern EPOCH = Pattern.compile("/(?:lifecycle|access)/([1-9][0-9]{0,5})$");

  /** Whether a head was signed in an epoch before the log's own. */
  boolean isOfBefore(Checkpoint head) {
    Matcher numbered = EPOCH.matcher(head.origin());
    int epoch = numbered.find() ? Integer.parseInt(numbered.group(1)) : 1;
    return epoch < log.epoch();
  }

  /**
   * Holds the log against a head that was signed in its epoch; one of an epoch before says nothing
   * of it.
   *
   * @param size how many leaves the log has
   * @throws HeadNotContained if the log does not begin with the signed tree
   */
  void require(Checkpoint signed, long size) {
    if (isOfBefore(signed)) {
      return;
    }
    if (signed.size() > size) {
      throw HeadNotContained.shorter(log, signed, size);
    }
    if (!rootAt(signed.size()).equals(Optional.of(signed.root()))) {
      throw HeadNotContained.other(log, signed);
    }
  }

  /** Empty where all that could tell was dropped: no head is that old which was kept since. */
  private Optional<Hash> rootAt(long size) {
    try {
      return Optional.of(Hash.of(log.tiles().root(size)));
    } catch (LeavesDropped dropped) {
      return Optional.empty();
    }
  }
}
