package dev.lanyard.evidence.cli;

/** The command line is not one, or names a file that cannot be read. */
final class UsageRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Refuses it.
   *
   * @param why one line: which argument, and what helps
   */
  UsageRefused(String why) {
    super(why, null, false, false);
  }
}
