package dev.lanyard.projections.invariant;

import dev.lanyard.domain.ResourcePath;
import java.util.Optional;

/**
 * An invariant that did not hold.
 *
 * @param position of the fact that broke it, or that shows it
 * @param path what it is about; empty for what has no place, such as a role
 * @param what is wrong, in words; no payloads
 */
public record Breach(
    Invariant invariant, long position, Optional<ResourcePath> path, String what) {}
