package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleType;
import java.util.Optional;

/**
 * Which role definitions a listing holds.
 *
 * @param path those assignable at this path: with an assignable scope at or above it
 * @param below also those with an assignable scope below the path
 * @param name only the one with this name, in any case
 * @param type only those of this type
 */
public record RoleFilter(
    ResourcePath path, boolean below, Optional<String> name, Optional<RoleType> type) {}
