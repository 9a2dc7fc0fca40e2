package dev.lanyard.api;

import dev.lanyard.eventstore.Done;

/**
 * A command's outcome as its sender gets it: durable, and normally visible to reads.
 *
 * @param <S> what the rule knows; bodies are rendered from {@code done.after()}
 * @param done what was decided
 * @param behind whether this node's reads may not show it yet (reply header {@code Lanyard-Behind:
 *     true})
 */
public record Reply<S>(Done<S> done, boolean behind) {}
