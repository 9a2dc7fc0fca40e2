package dev.lanyard.api.agent;

/** The agent does not start with these settings, this folder, or this code. */
final class AgentRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Refuses a start.
   *
   * @param why one line for the person who starts it: what is wrong, and what helps
   */
  AgentRefused(String why) {
    super(why);
  }

  AgentRefused(String why, Throwable cause) {
    super(why, cause);
  }
}
