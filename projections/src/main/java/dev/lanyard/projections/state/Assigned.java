package dev.lanyard.projections.state;

import dev.lanyard.domain.Grant;

/**
 * A live role assignment.
 *
 * @param stamps creation is that of the first terms; new terms under the same id are updates
 */
public record Assigned(Grant grant, Stamps stamps) {}
