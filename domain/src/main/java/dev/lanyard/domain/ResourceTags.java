package dev.lanyard.domain;

import java.util.Map;

/** The limits on an ARM resource's tags (not to be confused with the ledger's {@link Tags}). */
public final class ResourceTags {
  /** Most tags of one thing. */
  public static final int COUNT_MAX = 50;

  /** Longest tag name, in characters. */
  public static final int NAME_MAX = 512;

  /** Longest tag value, in characters. */
  public static final int VALUE_MAX = 256;

  private ResourceTags() {}

  /**
   * Returns the tags if they are within the limits.
   *
   * @throws MalformedValue otherwise; names the field
   */
  public static Map<String, String> require(Map<String, String> tags) {
    if (tags.size() > COUNT_MAX) {
      throw new MalformedValue("tags", "has more than " + COUNT_MAX + " entries");
    }
    tags.forEach(
        (name, value) -> {
          Texts.require("tags (name)", name, 1, NAME_MAX);
          Texts.require("tags (value)", value, 0, VALUE_MAX);
        });
    return tags;
  }
}
