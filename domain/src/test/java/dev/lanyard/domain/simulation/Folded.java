package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.Model.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.event.ComplianceEvent;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.FederatedCredentialEvent;
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
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
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
import dev.lanyard.domain.event.TokenEvent;
import dev.lanyard.domain.event.UsageEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.simulation.Model.Bearing;
import dev.lanyard.domain.simulation.Model.Held;
import dev.lanyard.domain.simulation.Model.Kind;
import dev.lanyard.domain.simulation.Model.LockAt;
import dev.lanyard.domain.simulation.Model.LockSays;
import dev.lanyard.domain.simulation.Model.Managed;
import dev.lanyard.domain.simulation.Model.Person;
import dev.lanyard.domain.simulation.Model.Role;
import dev.lanyard.domain.simulation.Model.Thing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lives, folded from the facts by uid. Strict: a fact that does not fit what was before is an
 * error (a second birth, the end of what does not live, an end before what hangs on it ended).
 */
final class Folded {
  private record LockId(ScopeId scope, LockName name) {}

  private final Map<ScopeId, Scope> live = new HashMap<>(Map.of(Scope.ROOT.id(), Scope.ROOT));
  private final Map<ThingId, Thing> things = new HashMap<>();
  private final Map<ThingId, Map<ThingId, ResourcePath>> attached = new HashMap<>();
  private final Map<PrincipalId, Person> people = new HashMap<>();
  private final Map<PrincipalId, ThingId> managed = new HashMap<>();
  private final Map<CredentialId, Bearing> credentials = new HashMap<>();
  private final Set<CredentialId> everAdded = new HashSet<>();
  private final Set<PrincipalId> everKnown = new HashSet<>();
  private final Map<RoleId, RoleType> roleTypes = new HashMap<>();
  private final Map<RoleId, RoleBody> roles = new HashMap<>();
  private final Map<LockId, LockPlaced> locks = new HashMap<>();
  private final Map<AssignmentId, Grant> grants = new HashMap<>();
  private final FoldedTrust trust = new FoldedTrust();

  void fold(LifecycleEvent event) {
    switch (event) {
      case SubscriptionAdded(var subscription, _, _) -> begin(Scope.of(subscription));
      case ResourceGroupCreated(var scope, var location, var tags) ->
          born(scope, new Thing(scope.path(), Kind.GROUP, Optional.of(location), tags, none()));
      case ResourceGroupUpdated(var scope, var tags) -> thing(scope).tags = tags;
      case ResourceGroupDeleted(var scope) -> ended(scope);
      case ResourceCreated(var scope, var location, var body) -> {
        born(scope, new Thing(scope.path(), Kind.RESOURCE, location, body.tags(), none()));
        thing(scope).rest = body.rest().members();
      }
      case ResourceUpdated(var scope, var body) -> {
        touched(scope).tags = body.tags();
        thing(scope).rest = body.rest().members();
      }
      case ResourceDeleted(var scope) -> ended(scope);
      case SystemIdentityEnabled(var scope, var principal, var client) -> {
        assertThat(touched(scope).system).as("second system identity").isEmpty();
        thing(scope).system = Optional.of(new Managed(principal, client));
        manage(principal, scope);
      }
      case SystemIdentityDeleted(var scope, var principal) -> {
        assertThat(touched(scope).system.map(Managed::principal)).contains(principal);
        thing(scope).system = Optional.empty();
        unmanage(principal);
      }
      case UserIdentityCreated(var scope, var principal, var client, var location, var body) -> {
        Managed identity = new Managed(principal, client);
        born(
            scope,
            new Thing(
                scope.path(),
                Kind.IDENTITY,
                Optional.of(location),
                body.tags(),
                Optional.of(identity)));
        manage(principal, scope);
        setBody(scope, body);
      }
      case UserIdentityUpdated(var scope, _, var body) -> setBody(scope, body);
      case UserIdentityDeleted(var scope, var principal) -> {
        unmanage(principal);
        ended(scope);
      }
      case UserIdentityAttached(var scope, var identity, var path, var principal, var client) ->
          attach(scope, identity, path, new Managed(principal, client));
      case UserIdentityDetached(var scope, var identity, _) -> detach(scope, identity);
      case LockPlaced placed -> {
        assertThat(live).containsKey(placed.scope().id());
        assertThat(locks.put(new LockId(placed.scope().id(), placed.name()), placed)).isNull();
      }
      case LockRemoved(var scope, var name) ->
          assertThat(locks.remove(new LockId(scope.id(), name))).isNotNull();
      case PrincipalRegistered(var principal, var type, var subject, _) -> {
        assertThat(everKnown.add(principal)).as("principal used again").isTrue();
        people.put(principal, new Person(type, subject, false));
      }
      case PrincipalDisabled(var principal) ->
          people.computeIfPresent(principal, (_, it) -> new Person(it.type(), it.subject(), true));
      case PrincipalRemoved(var principal, _) -> {
        assertThat(people.remove(principal)).isNotNull();
        assertUnused(principal);
      }
      case OperatorCredentialAdded(var principal, var credential) -> {
        assertThat(everAdded.add(credential.id())).as("credential used again").isTrue();
        assertThat(known(people, principal).type()).isEqualTo(PrincipalType.SERVICE_PRINCIPAL);
        credentials.put(credential.id(), new Bearing(principal, credential));
      }
      case OperatorCredentialRevoked(var principal, var credential) -> {
        assertThat(known(credentials, credential).principal()).isEqualTo(principal);
        credentials.remove(credential);
      }
      case RoleAssigned(var grant) -> {
        assertThat(grants.put(grant.assignment(), grant)).as("assigned twice").isNull();
      }
      case RoleAssignmentRemoved(var grant, _) ->
          assertThat(grants.remove(grant.assignment())).isEqualTo(grant);
      case RoleDefined(var role, var type, var body) -> {
        assertThat(roles.put(role, body)).as("defined twice").isNull();
        roleTypes.put(role, type);
      }
      case RoleUpdated(var role, var body, var before) ->
          assertThat(roles.put(role, body)).isEqualTo(before);
      case RoleDeleted(var role, var before) -> assertThat(roles.remove(role)).isEqualTo(before);
      case WorkloadCredentialEvent credential -> trust.fold(credential);
      case FederatedCredentialEvent credential -> trust.fold(credential);
      case TokenEvent token -> trust.fold(token);
      case IssuerEvent issuer -> trust.fold(issuer);
      case UsageEvent _ -> {}
      case ComplianceEvent _ -> {}
    }
  }

  private static Optional<Managed> none() {
    return Optional.empty();
  }

  private void begin(Scope scope) {
    assertThat(live.values()).as("place taken").noneMatch(it -> it.path().equals(scope.path()));
    assertThat(live.keySet()).as("ancestors live").containsAll(scope.above());
    live.put(scope.id(), scope);
  }

  private void born(Scope scope, Thing thing) {
    begin(scope);
    things.put(scope.requireThing(), thing);
    attached.put(scope.requireThing(), new HashMap<>());
  }

  private Thing thing(Scope scope) {
    return known(things, scope.requireThing());
  }

  private Thing touched(Scope scope) {
    thing(scope).revision++;
    return thing(scope);
  }

  private void setBody(Scope scope, UserIdentityBody body) {
    thing(scope).tags = body.tags();
    thing(scope).isolation = body.isolation();
  }

  private void attach(Scope scope, ThingId identity, ResourcePath path, Managed it) {
    assertThat(things).containsKey(identity);
    assertThat(touched(scope).attached.put(path, it)).isNull();
    known(attached, scope.requireThing()).put(identity, path);
  }

  private void detach(Scope scope, ThingId identity) {
    ResourcePath path = known(attached, scope.requireThing()).remove(identity);
    assertThat(touched(scope).attached.remove(path)).isNotNull();
  }

  private void manage(PrincipalId principal, Scope scope) {
    assertThat(everKnown.add(principal)).as("principal used again").isTrue();
    managed.put(principal, scope.requireThing());
  }

  private void unmanage(PrincipalId principal) {
    assertThat(managed.remove(principal)).isNotNull();
    assertUnused(principal);
  }

  private void assertUnused(PrincipalId principal) {
    assertThat(grants.values()).noneMatch(grant -> grant.principal().equals(principal));
    assertThat(credentials.values()).noneMatch(it -> it.principal().equals(principal));
  }

  /** Leaves first: nothing may still be below it, at it or on it. */
  private void ended(Scope scope) {
    ThingId thing = scope.requireThing();
    assertThat(live.remove(scope.id())).isNotNull();
    assertThat(live.values()).noneMatch(it -> it.isWithin(scope.id()));
    assertThat(grants.values()).noneMatch(it -> it.scope().id().equals(scope.id()));
    assertThat(locks.keySet()).noneMatch(it -> it.scope().equals(scope.id()));
    assertThat(known(things, thing).system).isEmpty();
    things.remove(thing);
    assertThat(attached.remove(thing)).isEmpty();
    assertThat(attached.values()).noneMatch(it -> it.containsKey(thing));
    assertCredentialsLive();
  }

  /** What must be true after each commit, whatever the model says. */
  void assertInvariants() {
    for (Grant grant : grants.values()) {
      assertThat(live).containsKey(grant.scope().id());
      assertThat(people.containsKey(grant.principal()) || managed.containsKey(grant.principal()))
          .as("orphan %s", grant)
          .isTrue();
      assertThat(known(roles, grant.role()).assignableAt(grant.scope())).isTrue();
    }
    assertThat(locks.keySet()).allMatch(lock -> live.containsKey(lock.scope()));
    assertThat(managed.values()).allMatch(things::containsKey);
    assertCredentialsLive();
    assertThat(roles.values())
        .allMatch(
            role ->
                !role.assignable().isEmpty()
                    && role.assignable().stream().allMatch(at -> live.containsKey(at.id())));
    attached
        .values()
        .forEach(identities -> assertThat(things.keySet()).containsAll(identities.keySet()));
    assertThat(grants.values()).as("owner of the root").anyMatch(this::ownsTheRoot);
  }

  private void assertCredentialsLive() {
    trust.assertOnly(
        resource -> isLive(resource, Kind.RESOURCE), identity -> isLive(identity, Kind.IDENTITY));
  }

  private boolean isLive(ThingId thing, Kind kind) {
    return things.containsKey(thing) && known(things, thing).kind == kind;
  }

  private boolean ownsTheRoot(Grant grant) {
    boolean disabled =
        Optional.ofNullable(people.get(grant.principal())).filter(Person::disabled).isPresent();
    return grant.role().equals(RoleDefinition.OWNER)
        && grant.scope().id().equals(Scope.ROOT.id())
        && grant.principalType() != PrincipalType.GROUP
        && grant.terms().unlimited()
        && !disabled;
  }

  /** All that lives, in words. */
  Map<String, String> words() {
    Words words = new Words();
    live.values().stream()
        .filter(scope -> scope.id() instanceof ScopeId.InSubscription)
        .forEach(scope -> words.subscription(scope.path()));
    things.values().forEach(words::thing);
    people.forEach(words::person);
    credentials.values().forEach(words::credential);
    trust.tell(words);
    roles.forEach((id, body) -> words.role(id, role(known(roleTypes, id), body)));
    locks.forEach(
        (id, lock) ->
            words.lock(
                new LockAt(known(live, id.scope()).path(), id.name()),
                new LockSays(lock.name(), lock.level(), lock.notes())));
    grants.forEach(
        (id, grant) ->
            words.grant(
                id,
                new Held(
                    grant.role(),
                    grant.principal(),
                    grant.principalType(),
                    known(live, grant.scope().id()).path(),
                    grant.terms())));
    return words.all();
  }

  private static Role role(RoleType type, RoleBody body) {
    List<ResourcePath> scopes = body.assignable().stream().map(Scope::path).toList();
    return new Role(type, body.name(), body.description(), body.permissions(), scopes);
  }
}
