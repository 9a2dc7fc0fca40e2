package dev.lanyard.projections;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A fold of the ledger into the tables of one file. Only {@link Recorded} decides what is written,
 * so that replaying the ledger always gives the same rows.
 */
public interface Projection {

  /** The view's name, and that of its file: lower-case letters. */
  String name();

  /** Its tables. */
  Schema schema();

  /** Begins to fold into a file, from where the file stands. */
  Fold open(Connection writer) throws SQLException;

  /**
   * A fold bound to one file. After an exception it is thrown away with its transaction, and
   * another is opened.
   */
  interface Fold {
    /**
     * Folds one whole commit.
     *
     * @param commit its facts, in order; one at least
     * @throws Broken if the view cannot follow; nothing may be skipped
     */
    void apply(List<Recorded> commit) throws SQLException;

    /**
     * Writes what {@link #apply} kept in memory; called once before each transaction ends.
     *
     * @throws Broken as for {@link #apply}
     */
    void flush() throws SQLException;
  }
}
