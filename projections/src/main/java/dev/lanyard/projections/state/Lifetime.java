package dev.lanyard.projections.state;

/**
 * When something came to be as it is.
 *
 * @param created the commit that it lives since
 * @param changed the commit that last said something else of it; the same as {@code created} where
 *     none did
 */
public record Lifetime(long created, long changed) {}
