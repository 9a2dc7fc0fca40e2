package dev.lanyard.eventstore.jdbc;

import java.time.Instant;
import java.util.Map;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger holds a streamed or sourced message: it travels in the entry of the stream,
 * under {@link #KEY}, beside the tracking token. The message itself stays as it was appended.
 *
 * @param position of the event
 * @param commit the last position of its commit
 * @param committedAt when the commit was made
 */
public record Placement(long position, long commit, Instant committedAt) implements Context {
  /** Where a reader finds it. */
  public static final ResourceKey<Placement> KEY = ResourceKey.withLabel("placement");

  static Placement of(StoredEvent event) {
    return new Placement(event.position(), event.commit(), event.committedAt());
  }

  @Override
  public boolean containsResource(ResourceKey<?> key) {
    return key == KEY || key == TrackingToken.RESOURCE_KEY;
  }

  @Override
  @SuppressWarnings("unchecked") // The key's type is the value's.
  public <T> @Nullable T getResource(ResourceKey<T> key) {
    if (key == TrackingToken.RESOURCE_KEY) {
      return (T) token();
    }
    return key == KEY ? (T) this : null;
  }

  @Override
  public <T> Context withResource(ResourceKey<T> key, T resource) {
    return Context.with(key, resource)
        .withResource(KEY, this)
        .withResource(TrackingToken.RESOURCE_KEY, token());
  }

  @Override
  public Map<ResourceKey<?>, Object> resources() {
    return Map.of(KEY, this, TrackingToken.RESOURCE_KEY, token());
  }

  private TrackingToken token() {
    return new GlobalSequenceTrackingToken(position);
  }
}
