package dev.lanyard.projections;

import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * A fold of a ledger into the tables of one file. Only its records decide what is written, so that
 * replaying the ledger always gives the same rows.
 *
 * @param <R> the ledger's records
 */
public interface Projection<R extends LedgerRecord> {

  /** The view's name, and that of its file: lower-case letters. */
  String name();

  /** Its tables. */
  Schema schema();

  /**
   * How long records may gather before they are folded in one transaction, while nobody waits for
   * one of them. Not at all for a view that replies wait for.
   */
  default Duration gathers() {
    return Duration.ZERO;
  }

  /** Begins to fold into a file, from where the file stands. */
  Fold<R> open(Connection writer) throws SQLException;

  /**
   * A fold bound to one file. After an exception it is thrown away with its transaction, and
   * another is opened.
   */
  interface Fold<R extends LedgerRecord> {
    /**
     * Folds one whole commit.
     *
     * @param commit its facts, in order; one at least
     * @throws Broken if the view cannot follow; nothing may be skipped
     */
    void apply(List<R> commit) throws SQLException;

    /**
     * The ledger has dropped what lies before a position: so do the rows. Only a ledger that drops
     * anything has this called: the lifecycle never does.
     *
     * @param firstPosition the first one that the ledger keeps
     */
    default void forget(long firstPosition) throws SQLException {
      throw new Broken(firstPosition, "the ledger has dropped what this view cannot forget");
    }

    /**
     * The personal part of an event was erased: no row may hold a text of it any longer. Also for
     * an event that the file does not hold.
     *
     * @param position of that event
     */
    default void erase(long position) throws SQLException {
      throw new Broken(position, "the texts of an event of this view cannot be erased");
    }

    /**
     * Writes what {@link #apply} kept in memory; called once before each transaction ends.
     *
     * @throws Broken as for {@link #apply}
     */
    void flush() throws SQLException;
  }
}
