package dev.lanyard.eventstore;

import java.time.Instant;
import org.axonframework.messaging.core.Context.ResourceKey;

/**
 * What the storage engine tells of an append once it is durable: it puts this into the processing
 * context under {@link #KEY} before it completes the commit.
 *
 * @param position the last position of the append, which names the commit
 * @param committedAt when, by the writer's clock; whole microseconds
 */
public record Appended(long position, Instant committedAt) {
  /** Where a decision finds it. */
  public static final ResourceKey<Appended> KEY = ResourceKey.withLabel("appended");
}
