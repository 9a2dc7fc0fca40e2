package dev.lanyard.domain.event;

import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to resource groups. */
public sealed interface GroupEvent extends LifecycleEvent {

  /** The group. */
  Scope scope();

  /**
   * A group was created.
   *
   * @param location where its metadata lives; fixed for life
   * @param resourceTags tags of its owner
   */
  @Event(namespace = NAMESPACE, name = "ResourceGroupCreated", version = "1")
  record ResourceGroupCreated(Scope scope, String location, Map<String, String> resourceTags)
      implements GroupEvent {
    public ResourceGroupCreated {
      resourceTags = Map.copyOf(resourceTags);
    }

    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(scope);
    }
  }

  /** The owner's tags are now these. */
  @Event(namespace = NAMESPACE, name = "ResourceGroupUpdated", version = "1")
  record ResourceGroupUpdated(Scope scope, Map<String, String> resourceTags) implements GroupEvent {
    public ResourceGroupUpdated {
      resourceTags = Map.copyOf(resourceTags);
    }

    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(scope.requireThing()));
    }
  }

  /** The group ended; all in it ended in the same commit, before it. */
  @Event(namespace = NAMESPACE, name = "ResourceGroupDeleted", version = "1")
  record ResourceGroupDeleted(Scope scope) implements GroupEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(scope);
    }
  }
}
