package dev.lanyard.projections.state;

import dev.lanyard.domain.ActionPattern;

/**
 * Somebody who may do something, and through what.
 *
 * @param grant whose holder may; where that is a group, those whose token names it
 * @param pattern of the role that allows it
 */
public record Entitled(HeldGrant grant, ActionPattern pattern) {}
