package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import java.util.Optional;

/**
 * Which resources a listing holds; all that are given must hold.
 *
 * @param within a subscription, a group or a resource: what lies below it, at any depth
 * @param type only those of this full type, such as {@code Microsoft.Compute/virtualMachines}, in
 *     any case
 * @param location only those in this location, in any case
 * @param name only those with such a name
 * @param tags only those with such a tag
 */
public record ResourceFilter(
    ResourcePath within,
    Optional<String> type,
    Optional<String> location,
    NameFilter name,
    TagFilter tags) {

  /** All of a type, or all. */
  public ResourceFilter(ResourcePath within, Optional<String> type) {
    this(within, type, Optional.empty(), NameFilter.ANY, TagFilter.ANY);
  }
}
