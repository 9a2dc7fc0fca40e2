package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.util.Optional;

/**
 * Which role assignments a listing holds (CONTRACT 4.3, "Filter meaning"). Those at the path itself
 * always; the path need not exist.
 *
 * @param path where
 * @param above also those at what contains the path
 * @param below also those at what lies below the path
 * @param principal only those of this principal
 */
public record AssignmentFilter(
    ResourcePath path, boolean above, boolean below, Optional<PrincipalId> principal) {}
