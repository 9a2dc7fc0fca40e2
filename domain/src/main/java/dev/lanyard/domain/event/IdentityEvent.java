package dev.lanyard.domain.event;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to managed identities, system-assigned and user-assigned. */
public sealed interface IdentityEvent extends LifecycleEvent {

  /** The principal of the identity that this is about. */
  PrincipalId principal();

  /** A resource got its system-assigned identity, with a principal of its own. */
  @Event(namespace = NAMESPACE, name = "SystemIdentityEnabled", version = "1")
  record SystemIdentityEnabled(Scope resource, PrincipalId principal, ClientId client)
      implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(resource.requireThing()), Tags.principal(principal));
    }
  }

  /** The resource's system-assigned identity ended, and its principal with it, for ever. */
  @Event(namespace = NAMESPACE, name = "SystemIdentityDeleted", version = "1")
  record SystemIdentityDeleted(Scope resource, PrincipalId principal) implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(resource.requireThing()), Tags.principal(principal));
    }
  }

  /**
   * A user-assigned identity was created.
   *
   * @param location where it lives; fixed for life
   */
  @Event(namespace = NAMESPACE, name = "UserIdentityCreated", version = "1")
  record UserIdentityCreated(
      Scope scope, PrincipalId principal, ClientId client, String location, UserIdentityBody body)
      implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(scope, Tags.principal(principal));
    }
  }

  /** The user-assigned identity's body is now this. */
  @Event(namespace = NAMESPACE, name = "UserIdentityUpdated", version = "1")
  record UserIdentityUpdated(Scope scope, PrincipalId principal, UserIdentityBody body)
      implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(scope.requireThing()));
    }
  }

  /** The user-assigned identity ended, and its principal with it, for ever. */
  @Event(namespace = NAMESPACE, name = "UserIdentityDeleted", version = "1")
  record UserIdentityDeleted(Scope scope, PrincipalId principal) implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(scope, Tags.principal(principal));
    }
  }

  /**
   * A resource can act as the user-assigned identity from now on.
   *
   * @param identity uid of the identity
   * @param identityPath where the identity was then
   */
  @Event(namespace = NAMESPACE, name = "UserIdentityAttached", version = "1")
  record UserIdentityAttached(
      Scope resource,
      ThingId identity,
      ResourcePath identityPath,
      PrincipalId principal,
      ClientId client)
      implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(resource.requireThing()), Tags.principal(principal));
    }
  }

  /** The resource can no longer act as the user-assigned identity. */
  @Event(namespace = NAMESPACE, name = "UserIdentityDetached", version = "1")
  record UserIdentityDetached(Scope resource, ThingId identity, PrincipalId principal)
      implements IdentityEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.thing(resource.requireThing()), Tags.principal(principal));
    }
  }
}
