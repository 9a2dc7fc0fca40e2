package dev.lanyard.eventstore.replay;

import dev.lanyard.eventstore.LedgerRecord;
import java.util.List;

/**
 * A ledger read from its first position on, row by row, beside whoever appends. The tree is
 * computed anew from the rows on the way (ADR 0006), and nothing is taken from a cache. Used by one
 * thread.
 *
 * @param <R> the ledger's records
 */
public interface RowReading<R extends LedgerRecord> {

  /** What the writer had committed to when the reading began. */
  TreeHead head();

  /** The last position that was read; 0 before the first. */
  long position();

  /** The root over all that was read. */
  String root();

  /**
   * Reads on.
   *
   * @param eventsMax ends with the commit that reaches this count; a larger commit comes whole
   * @param last reads up to here and no further
   * @return whole commits, in order; empty when all up to {@code last} is read
   * @throws DamagedRow where a row is missing or cannot be read; what came before it was returned.
   *     {@link #skim} can go on behind a row that cannot be read
   */
  List<R> next(int eventsMax, long last);

  /**
   * Reads on for the tree alone: what the rows say is not looked at.
   *
   * @param eventsMax how many at most
   * @param last reads up to here and no further
   * @return how many events were read; 0 when all up to {@code last} is read
   * @throws DamagedRow where a row is missing
   */
  int skim(int eventsMax, long last);
}
