package dev.lanyard.domain.event;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.Tags;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to registered principals: people, groups and services from outside. */
public sealed interface PrincipalEvent extends LifecycleEvent {

  /** The principal that this is about. */
  PrincipalId principal();

  /** A principal became known. */
  @Event(namespace = NAMESPACE, name = "PrincipalRegistered", version = "1")
  record PrincipalRegistered(
      PrincipalId principal, PrincipalType type, Subject subject, Personal display)
      implements PrincipalEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(principal), Tags.subject(subject));
    }
  }

  /** The principal can no longer act; its grants stay on record. */
  @Event(namespace = NAMESPACE, name = "PrincipalDisabled", version = "1")
  record PrincipalDisabled(PrincipalId principal) implements PrincipalEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(principal));
    }
  }

  /** The principal ended, and its issuer and subject are free again; its grants ended before it. */
  @Event(namespace = NAMESPACE, name = "PrincipalRemoved", version = "1")
  record PrincipalRemoved(PrincipalId principal, Subject subject) implements PrincipalEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(principal), Tags.subject(subject));
    }
  }
}
