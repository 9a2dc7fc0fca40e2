package dev.lanyard.domain.event;

import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to locks. */
public sealed interface LockEvent extends LifecycleEvent {

  /** Where the lock is. */
  Scope scope();

  /** Its name, unique at its scope. */
  LockName name();

  @Override
  default Set<Tag> tags() {
    return Set.of(Tags.lock(scope().id(), name()), Tags.at(scope().id()));
  }

  /**
   * A lock holds from now on.
   *
   * @param notes why; at most 512 characters
   */
  @Event(namespace = NAMESPACE, name = "LockPlaced", version = "1")
  record LockPlaced(Scope scope, LockName name, LockLevel level, Optional<String> notes)
      implements LockEvent {}

  /** The lock no longer holds. */
  @Event(namespace = NAMESPACE, name = "LockRemoved", version = "1")
  record LockRemoved(Scope scope, LockName name) implements LockEvent {}
}
