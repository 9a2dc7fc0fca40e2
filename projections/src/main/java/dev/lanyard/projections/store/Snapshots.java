package dev.lanyard.projections.store;

import dev.lanyard.projections.ViewUnavailable;

/** Where questions find the last commit of a view, whichever file holds it now. */
public interface Snapshots {
  /**
   * Answers a question from one snapshot.
   *
   * @throws ViewUnavailable if the file cannot be read
   */
  <T> T read(Readers.Question<T> question);
}
