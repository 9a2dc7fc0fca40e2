package dev.lanyard.api.start;

/** The server does not start with these settings or this data folder. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Refuses a start.
   *
   * @param why one line for the person who starts the server: what is wrong, and what helps
   */
  public StartRefused(String why) {
    super(why);
  }

  StartRefused(String why, Throwable cause) {
    super(why, cause);
  }

  /** Refuses a start for what stands at the end of a chain of causes. */
  public static StartRefused because(RuntimeException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var why = failure.getCause() == null ? "" : ": " + root.getMessage();
    return new StartRefused(failure.getMessage() + why, failure);
  }
}
