package dev.lanyard.projections;

import java.time.Duration;
import java.util.Optional;

/**
 * How one view stands.
 *
 * @param name {@code state}, {@code audit} or {@code access}
 * @param position the last commit that it holds; 0 before the first
 * @param lagEvents how many facts of its ledger it does not hold yet
 * @param lag the age of the oldest commit that it does not hold yet; zero when it holds all
 * @param stopped why it goes no further until it is restarted; empty while it runs
 */
public record ViewStatus(
    String name, long position, long lagEvents, Duration lag, Optional<Stopped> stopped) {

  /**
   * What stopped a view. Nothing is skipped: it stands before the commit of this fact.
   *
   * @param position the fact that could not be applied; where none is to blame (the ledger could
   *     not be read), the position after the view's own
   * @param cause what went wrong, for operators; without payloads
   */
  public record Stopped(long position, String cause) {}
}
