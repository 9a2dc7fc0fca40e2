package dev.lanyard.eventstore;

import dev.lanyard.domain.Rejection;

/**
 * A rule refused a command; nothing was appended. It carries the refusal through the framework,
 * which undoes the unit of work; it has no stack trace, for it is no fault.
 */
public final class CommandRejected extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Rejection rejection;

  CommandRejected(Rejection rejection) {
    super(rejection.toString(), null, false, false);
    this.rejection = rejection;
  }

  /** Why. */
  public Rejection rejection() {
    return rejection;
  }
}
