package dev.lanyard.domain.resource;

import dev.lanyard.domain.About;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.Attachment;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.TrustEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of one resource, in full, and of what a change of it touches.
 *
 * @param path the resource's
 * @param owners grants that the end of its system-assigned identity must not be the last of
 * @param grants what that identity was granted
 */
record ResourceState(
    ResourcePath path,
    Places places,
    Locks locks,
    Owners owners,
    Grants grants,
    Optional<LiveResource> subject)
    implements About<LiveResource> {

  static ResourceState unknown(ResourcePath path) {
    return new ResourceState(
        path, new Places(), new Locks(), new Owners(), new Grants(), Optional.empty());
  }

  ResourceState after(LifecycleEvent event) {
    places.fold(event);
    locks.fold(event);
    owners.fold(event);
    grants.fold(event);
    return switch (event) {
      case ResourceCreated(var scope, var location, var body) when scope.path().equals(path) ->
          about(Optional.of(born(scope, location, body)));
      case ResourceDeleted(var scope) when scope.path().equals(path) -> about(Optional.empty());
      case ResourceUpdated(var scope, var body) ->
          changed(scope, it -> of(it, body, it.system(), it.attached()));
      case SystemIdentityEnabled(var scope, var principal, var client) ->
          changed(scope, it -> with(it, Optional.of(new SystemIdentity(principal, client))));
      case SystemIdentityDeleted(var scope, _) -> changed(scope, it -> with(it, Optional.empty()));
      case UserIdentityAttached(var scope, var identity, var at, var principal, var client) ->
          changed(scope, it -> attached(it, identity, new Attachment(at, principal, client)));
      case UserIdentityDetached(var scope, var identity, _) ->
          changed(scope, it -> detached(it, identity));
      case ResourceCreated _,
          ResourceDeleted _,
          GroupEvent _,
          SubscriptionEvent _,
          ComplianceEvent _ ->
          this;
      case UserIdentityCreated _, UserIdentityUpdated _, UserIdentityDeleted _ -> this;
      case TrustEvent _, LockEvent _, PrincipalEvent _ -> this;
      case RoleAssignmentEvent _, RoleDefinitionEvent _ -> this;
    };
  }

  private ResourceState changed(Scope scope, UnaryOperator<LiveResource> change) {
    return about(subject.map(it -> it.scope().id().equals(scope.id()) ? change.apply(it) : it));
  }

  private ResourceState about(Optional<LiveResource> resource) {
    return new ResourceState(path, places, locks, owners, grants, resource);
  }

  private static LiveResource born(Scope scope, Optional<String> location, ResourceBody body) {
    return new LiveResource(scope, location, body, Optional.empty(), Map.of(), new Revision(1));
  }

  private static LiveResource with(LiveResource it, Optional<SystemIdentity> system) {
    return of(it, it.body(), system, it.attached());
  }

  private static LiveResource attached(LiveResource it, ThingId identity, Attachment attachment) {
    Map<ThingId, Attachment> attached = new HashMap<>(it.attached());
    attached.put(identity, attachment);
    return of(it, it.body(), it.system(), attached);
  }

  private static LiveResource detached(LiveResource it, ThingId identity) {
    Map<ThingId, Attachment> attached = new HashMap<>(it.attached());
    attached.remove(identity);
    return of(it, it.body(), it.system(), attached);
  }

  private static LiveResource of(
      LiveResource it,
      ResourceBody body,
      Optional<SystemIdentity> system,
      Map<ThingId, Attachment> attached) {
    return new LiveResource(
        it.scope(), it.location(), body, system, attached, it.revision().next());
  }
}
