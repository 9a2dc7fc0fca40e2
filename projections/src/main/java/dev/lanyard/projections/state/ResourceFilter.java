package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import java.util.Optional;

/**
 * Which resources a listing holds.
 *
 * @param within a subscription, a group or a resource: what lies below it, at any depth
 * @param type only those of this full type, such as {@code Microsoft.Compute/virtualMachines}, in
 *     any case
 */
public record ResourceFilter(ResourcePath within, Optional<String> type) {}
