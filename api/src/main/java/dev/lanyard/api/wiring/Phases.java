package dev.lanyard.api.wiring;

/**
 * In which order the server's parts start; they stop in the opposite one. The ledger and the views
 * are open before the first phase, and are closed after the last. The HTTP server starts after all
 * of these, and stops before them.
 */
final class Phases {
  /** The logs are compared with what was signed of them, before anything is appended. */
  static final int CHECKPOINTS = -50;

  /** The ledger learns the defaults. */
  static final int DEFAULTS = 0;

  /** What no fact names is swept out, before anybody can ask for more. */
  static final int SWEEP = 50;

  /** Automations begin to look. */
  static final int AUTOMATIONS = 100;

  private Phases() {}
}
