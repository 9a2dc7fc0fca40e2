package dev.lanyard.projections.state;

/**
 * Whether somebody may do something now.
 *
 * @param position the commit as of which was looked
 * @param rowsVisited how many rows, or grants in memory, were looked at
 */
public record Ruling(boolean allowed, long position, int rowsVisited) {}
