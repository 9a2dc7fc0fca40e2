package dev.lanyard.projections.replay;

import java.util.Optional;

/**
 * Something that is not as it must be.
 *
 * @param check which check found it
 * @param rule what should hold: the name of an invariant, {@code Row}, {@code TreeHead}, or a table
 *     of a view such as {@code audit.event}
 * @param position of the event that it shows at, or the commit
 * @param path what it is about, where that has a place
 * @param what is wrong, in words
 */
public record Finding(
    Check check, String rule, long position, Optional<String> path, String what) {}
