package dev.lanyard.projections;

import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/** One view folded anew beside the live one, in a file that is thrown away. Used by one thread. */
public interface ViewReplay extends AutoCloseable {
  /** Most differences that are told of a view. */
  int DIFFERENCES_MAX = 100;

  /** The view's name. */
  String view();

  /**
   * Folds all that the source gives, up to a commit.
   *
   * @param to the last commit to fold
   * @param passed hears how far it is, now and then
   * @return the last commit that was folded; before {@code to} if the source ended there
   * @throws dev.lanyard.projections.store.Broken if the view cannot follow
   */
  long fold(long to, LongConsumer passed) throws SQLException;

  /**
   * Holds what was folded against the live view as of the same commit, row by row. Waits for the
   * live view to pass it, for a minute at most.
   *
   * @param breathe called between short pieces of work; what it throws ends the comparison
   * @throws ViewUnavailable if the live view does not come so far, or cannot be read
   */
  Compared compare(Runnable breathe) throws SQLException, InterruptedException;

  /** Deletes the file. */
  @Override
  void close() throws SQLException;

  /**
   * What was found.
   *
   * @param rows of both views that were held against each other
   * @param found how many rows only one of them has
   * @param differences the first of them, at most {@link #DIFFERENCES_MAX}
   */
  record Compared(String view, long rows, long found, List<Difference> differences) {
    public Compared {
      differences = List.copyOf(differences);
    }
  }

  /**
   * A row that only one of the two views has.
   *
   * @param table of the view
   * @param side {@code live} or {@code rebuilt}: the one that has it
   * @param position the commit from which it is true, or the event that it tells of
   * @param row its columns in words, at most 2,000 characters
   */
  record Difference(String table, String side, long position, String row) {}
}
