package dev.lanyard.eventstore.log;

/** The tree over what the rows hold is not the one that was written with them. */
public final class LogDamaged extends RuntimeException {
  private static final long serialVersionUID = 1;

  private LogDamaged(String message) {
    super(message);
  }

  static LogDamaged otherRoot(long position) {
    return new LogDamaged(
        "the root over the rows up to position %d is not the one that was written with them"
            .formatted(position));
  }

  static LogDamaged gap(long position) {
    return new LogDamaged("no event at position " + position);
  }
}
