package dev.lanyard.projections.audit;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.domain.event.TrustEvent;
import dev.lanyard.projections.audit.Entry.Facet;
import dev.lanyard.projections.store.StoredJson;
import java.util.Optional;

/** What each kind of event says of its subject, in the audit trail's words. */
final class Entries {
  private Entries() {}

  static Entry of(LifecycleEvent event) {
    return switch (event) {
      case SubscriptionEvent subscription -> of(subscription);
      case GroupEvent group -> of(group);
      case ResourceEvent resource -> of(resource);
      case IdentityEvent identity -> of(identity);
      case RoleDefinitionEvent role -> TenantEntries.of(role);
      case RoleAssignmentEvent assignment -> TenantEntries.of(assignment);
      case PrincipalEvent principal -> TenantEntries.of(principal);
      case TrustEvent trust -> TrustEntries.of(trust);
      case LockEvent lock -> of(lock);
      case ComplianceEvent review -> TenantEntries.of(review);
    };
  }

  private static Entry of(SubscriptionEvent event) {
    return switch (event) {
      case SubscriptionAdded(var id, var tenant, var display) ->
          began(
              Scope.of(id),
              Facet.SUBSCRIPTION,
              "",
              new Members().text("tenant", tenant).text("display", display));
    };
  }

  private static Entry of(GroupEvent event) {
    return switch (event) {
      case ResourceGroupCreated(var scope, var location, var tags) ->
          began(
              scope,
              Facet.THING,
              "",
              new Members().text("location", location).json("tags", StoredJson.ofTags(tags)));
      case ResourceGroupUpdated(var scope, var tags) ->
          changed(scope, new Members().json("tags", StoredJson.ofTags(tags)));
      case ResourceGroupDeleted(var scope) -> ended(scope, Facet.THING, "");
    };
  }

  private static Entry of(ResourceEvent event) {
    return switch (event) {
      case ResourceCreated(var scope, var location, var body) ->
          began(scope, Facet.THING, "", body(body).text("location", location));
      case ResourceUpdated(var scope, var body) -> changed(scope, body(body));
      case ResourceDeleted(var scope) -> ended(scope, Facet.THING, "");
    };
  }

  private static Members body(ResourceBody body) {
    return new Members().json("tags", StoredJson.ofTags(body.tags())).json("body", body.rest());
  }

  private static Entry of(IdentityEvent event) {
    return switch (event) {
      case SystemIdentityEnabled(var resource, var principal, var client) ->
          began(resource, Facet.SYSTEM_IDENTITY, "", identity(principal, client));
      case SystemIdentityDeleted(var resource, _) -> ended(resource, Facet.SYSTEM_IDENTITY, "");
      case UserIdentityCreated(var scope, var principal, var client, var location, var body) ->
          began(scope, Facet.THING, "", identity(principal, client, location, body));
      case UserIdentityUpdated(var scope, _, var body) -> changed(scope, body(body));
      case UserIdentityDeleted(var scope, _) -> ended(scope, Facet.THING, "");
      case UserIdentityAttached(var resource, var user, var path, var principal, var client) ->
          began(
              resource, Facet.ATTACHMENT, user.toString(), attached(user, path, principal, client));
      case UserIdentityDetached(var resource, var user, _) ->
          ended(resource, Facet.ATTACHMENT, user.toString());
    };
  }

  private static Members identity(PrincipalId principal, ClientId client) {
    return new Members().text("principal", principal).text("client", client);
  }

  private static Members identity(
      PrincipalId principal, ClientId client, String location, UserIdentityBody body) {
    return body(body)
        .text("location", location)
        .text("principal", principal)
        .text("client", client);
  }

  private static Members body(UserIdentityBody body) {
    return new Members()
        .json("tags", StoredJson.ofTags(body.tags()))
        .text("isolation", body.isolation());
  }

  private static Members attached(
      ThingId user, ResourcePath path, PrincipalId principal, ClientId client) {
    return identity(principal, client).text("identity", user).text("path", path);
  }

  private static Entry of(LockEvent event) {
    return switch (event) {
      case LockPlaced(var scope, var name, var level, var notes) ->
          began(
              scope,
              Facet.LOCK,
              name.key(),
              new Members().text("name", name).text("level", level).text("notes", notes));
      case LockRemoved(var scope, var name) -> ended(scope, Facet.LOCK, name.key());
    };
  }

  private static Entry began(Scope scope, Facet facet, String other, Members after) {
    return entry(scope, facet, other, false, after.optional());
  }

  private static Entry changed(Scope scope, Members after) {
    return entry(scope, Facet.THING, "", true, after.optional());
  }

  private static Entry ended(Scope scope, Facet facet, String other) {
    return entry(scope, facet, other, false, Optional.empty());
  }

  private static Entry entry(
      Scope scope, Facet facet, String other, boolean partial, Optional<Json.Obj> after) {
    return new Entry(
        scope.id().toString(), Optional.of(scope.path()), facet, other, partial, after);
  }
}
