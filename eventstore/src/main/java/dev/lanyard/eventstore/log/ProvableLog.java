package dev.lanyard.eventstore.log;

import java.util.List;
import java.util.Optional;

/**
 * A ledger as one reads it who proves it: the leaves of its tree and the head that was written with
 * them. The event at position p is the leaf of index p - 1. What is read here is durable.
 */
public interface ProvableLog {
  /** Leaves of a segment, which is dropped as a whole; as wide as a tile of C2SP tlog-tiles. */
  int SEGMENT_LEAVES = 256;

  /** The tree as it was written with the last append. */
  TreeHead head();

  /**
   * The first position whose leaf is kept: 1, but where old segments were dropped. One more than
   * the minimum index of tlog-tiles; it begins a segment.
   */
  long firstPosition();

  /**
   * Envelopes after a position, in order, computed from the rows.
   *
   * @param after the position to read on from; 0 for the start
   * @param leavesMax how many at most, at least one
   * @return empty at the head, and where the next leaf was dropped
   * @throws IllegalStateException if the store cannot be read, or has a gap
   */
  List<byte[]> leaves(long after, int leavesMax);

  /** Roots of the dropped segments from one on, in order; the first segment is 0. */
  List<byte[]> droppedRoots(long fromSegment);

  /** An event with all that its leaf commits to; empty beyond the head and below the first. */
  Optional<OpenedLeaf> opened(long position);

  /**
   * Likewise the events after a position, in order.
   *
   * @param eventsMax how many at most, at least one
   * @return empty at the head, and where the next one was dropped
   * @throws IllegalStateException if the store cannot be read, or has a gap
   */
  List<OpenedLeaf> openedAfter(long after, int eventsMax);
}
