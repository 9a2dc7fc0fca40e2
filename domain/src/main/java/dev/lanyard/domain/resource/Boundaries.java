package dev.lanyard.domain.resource;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parts of the ledger that rules ask for (DESIGN, "Consistency"). */
public final class Boundaries {
  private static final Set<Class<? extends LifecycleEvent>> LIFE =
      Set.of(
          SubscriptionAdded.class,
          ResourceGroupCreated.class,
          ResourceGroupDeleted.class,
          ResourceCreated.class,
          ResourceDeleted.class,
          UserIdentityCreated.class,
          UserIdentityDeleted.class);
  private static final Set<Class<? extends LifecycleEvent>> LOCKS =
      Set.of(LockPlaced.class, LockRemoved.class);
  private static final Set<Class<? extends LifecycleEvent>> GRANTS =
      Set.of(RoleAssigned.class, RoleAssignmentRemoved.class);
  private static final Set<Class<? extends LifecycleEvent>> SYSTEM_IDENTITY =
      Set.of(SystemIdentityEnabled.class, SystemIdentityDeleted.class);
  private static final Set<Class<? extends LifecycleEvent>> ATTACHMENTS =
      Set.of(UserIdentityAttached.class, UserIdentityDetached.class);
  private static final Set<Class<? extends LifecycleEvent>> RESOURCE_CHANGES =
      Set.of(
          ResourceUpdated.class,
          SystemIdentityEnabled.class,
          SystemIdentityDeleted.class,
          UserIdentityAttached.class,
          UserIdentityDetached.class);
  private static final Set<Class<? extends LifecycleEvent>> PRINCIPAL_ENDS =
      Set.of(
          PrincipalDisabled.class,
          PrincipalRemoved.class,
          SystemIdentityDeleted.class,
          UserIdentityDeleted.class);

  private static final Set<Class<? extends LifecycleEvent>> ON_THING =
      union(
          union(SYSTEM_IDENTITY, ATTACHMENTS),
          union(WorkloadCredentials.TYPES, FederatedCredentials.TYPES));
  private static final Set<Class<? extends LifecycleEvent>> AT_SCOPE =
      union(union(LOCKS, GRANTS), Set.of(RoleDefined.class, RoleUpdated.class, RoleDeleted.class));
  private static final Set<Class<? extends LifecycleEvent>> ON_PRINCIPAL =
      union(GRANTS, ATTACHMENTS);

  private Boundaries() {}

  private static Set<Class<? extends LifecycleEvent>> union(
      Set<Class<? extends LifecycleEvent>> one, Set<Class<? extends LifecycleEvent>> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** Births and ends at these paths. The root has neither. */
  public static Boundary lifeAt(Collection<ResourcePath> paths) {
    List<ResourcePath> asked =
        paths.stream().filter(path -> path.kind() != ResourcePath.Kind.ROOT).distinct().toList();
    return Boundary.each(asked, path -> Boundary.of(LIFE, Tags.path(path)));
  }

  /** Births and ends at these paths. The root has neither. */
  public static Boundary lifeAt(ResourcePath... paths) {
    return lifeAt(List.of(paths));
  }

  /** Births and ends of what lies below a thing. */
  public static Boundary lifeIn(ThingId thing) {
    return Boundary.of(LIFE, Tags.in(thing));
  }

  /** Changes to a group. */
  public static Boundary groupUpdates(ThingId group) {
    return Boundary.of(Set.of(ResourceGroupUpdated.class), Tags.thing(group));
  }

  /** Changes to a resource, to its system-assigned identity and to what is attached to it. */
  public static Boundary changesOf(ThingId resource) {
    return Boundary.of(RESOURCE_CHANGES, Tags.thing(resource));
  }

  /** Changes to a user-assigned identity. */
  public static Boundary userIdentityUpdates(ThingId identity) {
    return Boundary.of(Set.of(UserIdentityUpdated.class), Tags.thing(identity));
  }

  /** Locks at these scopes. */
  public static Boundary locksAt(Collection<ScopeId> scopes) {
    return Boundary.each(scopes, scope -> Boundary.of(LOCKS, Tags.at(scope)));
  }

  /** Locks at a scope and all above it. */
  public static Boundary locksOver(Scope scope) {
    return locksAt(scope.upwards());
  }

  /** Grants of Owner at the root and at the subscription of a scope: see {@link Owners}. */
  public static Boundary ownersOver(Scope scope) {
    List<ScopeId> owned =
        scope.upwards().stream().filter(at -> !(at instanceof ScopeId.OfThing)).toList();
    return Boundary.each(
        owned, at -> Boundary.of(GRANTS, Tags.role(RoleDefinition.OWNER), Tags.at(at)));
  }

  /** What keeps these principals from acting. */
  public static Boundary endsOf(Collection<PrincipalId> principals) {
    return Boundary.each(
        principals, principal -> Boundary.of(PRINCIPAL_ENDS, Tags.principal(principal)));
  }

  /** Grants to a principal, anywhere. */
  public static Boundary grantsOf(PrincipalId principal) {
    return Boundary.of(GRANTS, Tags.principal(principal));
  }

  /** Grants at a scope, to anybody. */
  public static Boundary grantsAt(ScopeId scope) {
    return Boundary.of(GRANTS, Tags.at(scope));
  }

  /** The system-assigned identity of a resource. */
  public static Boundary systemIdentityOf(ThingId resource) {
    return Boundary.of(SYSTEM_IDENTITY, Tags.thing(resource));
  }

  /** The user-assigned identities of a resource. */
  public static Boundary attachmentsOf(ThingId resource) {
    return Boundary.of(ATTACHMENTS, Tags.thing(resource));
  }

  /** Whether one resource can act as one user-assigned identity; costs the same at any size. */
  public static Boundary attachment(ThingId resource, PrincipalId identity) {
    return Boundary.of(ATTACHMENTS, Tags.thing(resource), Tags.principal(identity));
  }

  /**
   * What ends with a thing wherever it stands at or on it: its identities and credentials, and the
   * locks, grants and assignable roles at it. Each change of a role names the scopes that it had
   * and has, so that the last one found here says all of a role that can still be assigned at the
   * thing.
   */
  public static Boundary hangingAt(ThingId thing) {
    return Boundary.any(
        Boundary.of(ON_THING, Tags.thing(thing)),
        Boundary.of(AT_SCOPE, Tags.at(new ScopeId.OfThing(thing))));
  }

  /** What ends with a principal: its grants and, of a user-assigned identity, its attachments. */
  public static Boundary hangingOn(PrincipalId principal) {
    return Boundary.of(ON_PRINCIPAL, Tags.principal(principal));
  }
}
