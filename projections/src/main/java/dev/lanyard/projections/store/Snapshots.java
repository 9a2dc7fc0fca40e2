package dev.lanyard.projections.store;

import dev.lanyard.projections.ViewUnavailable;

/** Where questions find the last commit of a view, whichever file holds it now. */
public interface Snapshots {
  /**
   * The last commit that was passed, from memory: every snapshot that is taken from now on holds
   * it, and may hold more. It never falls, with one exception: if a rebuilt file could not be put
   * in the live one's place, the view begins anew, and this with it.
   */
  long position();

  /** A number for the file that answers: another after another file has taken its place. */
  long generation();

  /**
   * Answers a question from one snapshot.
   *
   * @throws ViewUnavailable if the file cannot be read
   */
  <T> T read(Readers.Question<T> question);
}
