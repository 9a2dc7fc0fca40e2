package dev.lanyard.domain;

/** What a lock forbids at its scope and below. */
public enum LockLevel {
  /** Deleting. */
  CAN_NOT_DELETE("CanNotDelete"),
  /** Deleting and every other write. */
  READ_ONLY("ReadOnly");

  private final String text;

  LockLevel(String text) {
    this.text = text;
  }

  /**
   * Reads the ARM spelling, in any case.
   *
   * @throws MalformedValue if it is neither
   */
  public static LockLevel parse(String field, String text) {
    for (LockLevel level : values()) {
      if (level.text.equalsIgnoreCase(text)) {
        return level;
      }
    }
    throw new MalformedValue(field, "must be CanNotDelete or ReadOnly");
  }

  /** The ARM spelling. */
  @Override
  public String toString() {
    return text;
  }
}
