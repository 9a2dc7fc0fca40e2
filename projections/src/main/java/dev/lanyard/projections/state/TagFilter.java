package dev.lanyard.projections.state;

import java.util.Map;
import java.util.Optional;

/**
 * Which things a listing holds by the tags of their owners.
 *
 * @param name of the tag, which compares without case; empty for any thing
 * @param value of the tag, which compares with case; empty for any value
 */
public record TagFilter(Optional<String> name, Optional<String> value) {
  /** Any thing. */
  public static final TagFilter ANY = new TagFilter(Optional.empty(), Optional.empty());

  /** Whether every thing is wanted. */
  boolean isAny() {
    return name.isEmpty();
  }

  /** Whether a thing with these tags is wanted. */
  public boolean holds(Map<String, String> tags) {
    return name.isEmpty()
        || tags.entrySet().stream()
            .anyMatch(
                tag ->
                    tag.getKey().equalsIgnoreCase(name.get())
                        && value.map(tag.getValue()::equals).orElse(true));
  }
}
