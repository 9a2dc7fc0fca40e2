package dev.lanyard.eventstore;

/**
 * A command's deadline passed before its append was taken up; nothing was appended, and the same
 * command can be sent again. It has no stack trace, for it is no fault.
 */
public final class CommandTimedOut extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param why what it was waiting for, as a clause
   */
  public CommandTimedOut(String why) {
    super(why, null, false, false);
  }
}
