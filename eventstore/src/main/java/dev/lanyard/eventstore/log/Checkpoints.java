package dev.lanyard.eventstore.log;

import java.time.Instant;
import java.util.Optional;

/**
 * The signed heads of logs, kept because they cannot be made again: who signed, and when. Each is
 * of a log in one of its epochs, whose heads follow each other.
 */
public interface Checkpoints {

  /**
   * A signed head.
   *
   * @param size of the tree
   * @param madeAt when it was signed; whole microseconds
   * @param note the whole signed note
   */
  record Kept(long size, Instant madeAt, String note) {}

  /** Keeps one, durably, in the place of one of the same size. */
  void keep(String log, Kept checkpoint);

  /** That of the largest tree. */
  Optional<Kept> last(String log);

  /** That of the largest tree of at most so many leaves. */
  Optional<Kept> upTo(String log, long size);

  /** Forgets those of smaller trees, but for the largest of them. */
  void forgetBelow(String log, long size);
}
