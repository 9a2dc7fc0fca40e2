package dev.lanyard.domain.event;

import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to generic resources. */
public sealed interface ResourceEvent extends LifecycleEvent {

  /** The resource. */
  Scope scope();

  /**
   * A resource was created.
   *
   * @param location where it lives; fixed for life; empty for types that have none
   * @param body its tags and other members
   */
  @Event(namespace = NAMESPACE, name = "ResourceCreated", version = "1")
  record ResourceCreated(Scope scope, Optional<String> location, ResourceBody body)
      implements ResourceEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(scope);
    }
  }

  /** The resource's body is now this. */
  @Event(namespace = NAMESPACE, name = "ResourceUpdated", version = "1")
  record ResourceUpdated(Scope scope, ResourceBody body) implements ResourceEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(scope.requireThing()));
    }
  }

  /** The resource ended; all that hung on it ended in the same commit, before it. */
  @Event(namespace = NAMESPACE, name = "ResourceDeleted", version = "1")
  record ResourceDeleted(Scope scope) implements ResourceEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(scope);
    }
  }
}
