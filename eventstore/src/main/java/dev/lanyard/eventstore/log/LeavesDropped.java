package dev.lanyard.eventstore.log;

/** What was asked for lies in leaves that were dropped with their segment. */
public final class LeavesDropped extends RuntimeException {
  private static final long serialVersionUID = 1;

  LeavesDropped(long firstPosition) {
    super("the log begins at position " + firstPosition, null, false, false);
  }
}
