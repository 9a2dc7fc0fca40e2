package dev.lanyard.domain;

import java.util.Map;

/**
 * What the owner of a user-assigned identity says of it.
 *
 * @param tags name to value
 * @param isolation where it may be used
 */
public record UserIdentityBody(Map<String, String> tags, Isolation isolation) {

  /** ARM's {@code isolationScope} (CONTRACT 4.2); {@code NONE} is not written in replies. */
  public enum Isolation {
    NONE("None"),
    REGIONAL("Regional");

    private final String text;

    Isolation(String text) {
      this.text = text;
    }

    /**
     * Reads the ARM spelling, in any case.
     *
     * @throws MalformedValue if it is neither
     */
    public static Isolation parse(String field, String text) {
      for (Isolation isolation : values()) {
        if (isolation.text.equalsIgnoreCase(text)) {
          return isolation;
        }
      }
      throw new MalformedValue(field, "must be None or Regional");
    }

    /** The ARM spelling. */
    @Override
    public String toString() {
      return text;
    }
  }

  public UserIdentityBody {
    tags = Map.copyOf(tags);
  }
}
