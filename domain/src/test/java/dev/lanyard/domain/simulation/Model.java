package dev.lanyard.domain.simulation;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What lives, in plain maps by path: no events, no uids, no code of the rules. Nothing of what
 * ended is kept, so that a new thing at an old path can inherit nothing.
 */
final class Model {
  enum Kind {
    GROUP,
    RESOURCE,
    IDENTITY
  }

  /** A principal and its client id. */
  record Managed(PrincipalId principal, ClientId client) {}

  /** A group, a resource or a user-assigned identity. */
  static final class Thing {
    final ResourcePath path;
    final Kind kind;
    final Optional<String> location;
    final Optional<Managed> identity;
    Map<String, String> tags;
    Map<String, Json> rest = Map.of();
    Isolation isolation = Isolation.NONE;
    Optional<Managed> system = Optional.empty();
    Map<ResourcePath, Managed> attached = new HashMap<>();
    long revision = 1;

    Thing(
        ResourcePath path,
        Kind kind,
        Optional<String> location,
        Map<String, String> tags,
        Optional<Managed> identity) {
      this.path = path;
      this.kind = kind;
      this.location = location;
      this.tags = tags;
      this.identity = identity;
    }
  }

  record Person(PrincipalType type, Subject subject, boolean disabled) {}

  /** A live credential and whose it is. */
  record Bearing(PrincipalId principal, OperatorCredential credential) {}

  record Role(
      RoleType type,
      String name,
      String description,
      List<Permission> permissions,
      List<ResourcePath> scopes) {
    boolean covers(ResourcePath path) {
      return scopes.stream().anyMatch(path::isWithin);
    }
  }

  record LockAt(ResourcePath scope, LockName name) {}

  record LockSays(LockName name, LockLevel level, Optional<String> notes) {}

  record Held(
      RoleId role,
      PrincipalId principal,
      PrincipalType type,
      ResourcePath scope,
      Grant.Terms terms) {}

  /**
   * A workload's credential.
   *
   * @param by the rotation that brought it
   */
  record Proof(
      ResourcePath resource,
      WorkloadCredential credential,
      Optional<RotateCredential> by,
      Optional<Instant> replacedUntil) {}

  record FederatedAt(ResourcePath identity, String key) {
    static FederatedAt of(ResourcePath identity, String name) {
      return new FederatedAt(identity, name.toLowerCase(Locale.ROOT));
    }
  }

  final Set<ResourcePath> subscriptions = new HashSet<>();
  final Map<ResourcePath, Thing> things = new HashMap<>();
  final Map<PrincipalId, Person> people = new HashMap<>();
  final Set<PrincipalId> everKnown = new HashSet<>();
  final Map<CredentialId, Bearing> credentials = new HashMap<>();
  final Set<CredentialId> everAdded = new HashSet<>();
  final Set<PrincipalId> everBore = new HashSet<>();
  final Map<RoleId, Role> roles = new HashMap<>();
  final Map<LockAt, LockSays> locks = new HashMap<>();
  final Map<AssignmentId, Held> grants = new HashMap<>();
  final Map<CredentialId, Proof> proofs = new HashMap<>();
  final Set<CredentialId> everIssued = new HashSet<>();
  final Map<CredentialId, ResourcePath> usedCodes = new HashMap<>();
  final Map<FederatedAt, FederatedCredential> federated = new HashMap<>();
  final Map<String, Audience> audiences = new HashMap<>();
  final Set<String> everHeard = new HashSet<>();
  final Map<String, WorkloadIssuer> issuers = new HashMap<>();
  final Map<PrincipalId, Integer> revocations = new HashMap<>();
  boolean everOwned;

  /** The entry of a key that must be there. */
  static <K, V> V known(Map<K, V> map, K key) {
    return Optional.ofNullable(map.get(key)).orElseThrow();
  }

  boolean lives(ResourcePath path) {
    return path.equals(ResourcePath.ROOT)
        || subscriptions.contains(path)
        || things.containsKey(path);
  }

  Optional<Thing> thing(ResourcePath path, Kind kind) {
    return Optional.ofNullable(things.get(path)).filter(thing -> thing.kind == kind);
  }

  /** Whether a ReadOnly lock is at or above the path. */
  boolean writeLocked(ResourcePath path) {
    return locks.entrySet().stream()
        .anyMatch(
            lock ->
                lock.getValue().level() == LockLevel.READ_ONLY
                    && path.isWithin(lock.getKey().scope()));
  }

  /** Whether any lock is at or above the path. */
  boolean deleteLocked(ResourcePath path) {
    return locks.keySet().stream().anyMatch(lock -> path.isWithin(lock.scope()));
  }

  /** Whether any lock is at, above or below the path. */
  boolean deleteAllLocked(ResourcePath path) {
    return deleteLocked(path)
        || locks.keySet().stream().anyMatch(lock -> lock.scope().isWithin(path));
  }

  Set<PrincipalId> managed() {
    Set<PrincipalId> managed = new HashSet<>();
    things
        .values()
        .forEach(
            thing -> {
              thing.identity.ifPresent(it -> managed.add(it.principal()));
              thing.system.ifPresent(it -> managed.add(it.principal()));
            });
    return managed;
  }

  Optional<PrincipalType> typeOf(PrincipalId principal) {
    return managed().contains(principal)
        ? Optional.of(PrincipalType.SERVICE_PRINCIPAL)
        : Optional.ofNullable(people.get(principal)).map(Person::type);
  }

  /** Whether the root or a subscription has an Owner, and none without these grants. */
  boolean losesLastOwner(Predicate<Held> ended) {
    List<ResourcePath> owned = new ArrayList<>(subscriptions);
    owned.add(ResourcePath.ROOT);
    return owned.stream()
        .anyMatch(
            scope -> {
              List<Held> owners =
                  grants.values().stream().filter(held -> owns(held, scope)).toList();
              return !owners.isEmpty() && owners.stream().allMatch(ended);
            });
  }

  boolean owns(Held held, ResourcePath scope) {
    boolean disabled =
        Optional.ofNullable(people.get(held.principal())).filter(Person::disabled).isPresent();
    return held.role().equals(RoleDefinition.OWNER)
        && scope.isWithin(held.scope())
        && held.type() != PrincipalType.GROUP
        && held.terms().expiresOn().isEmpty()
        && held.terms().condition().isEmpty()
        && !disabled;
  }

  /** The principals that would end with a thing. */
  Set<PrincipalId> managedWithin(ResourcePath path) {
    Model part = new Model();
    things.values().stream()
        .filter(thing -> thing.path.isWithin(path))
        .forEach(thing -> part.things.put(thing.path, thing));
    return part.managed();
  }

  /** Ends a thing, all below it, and all that hangs on them. */
  void end(ResourcePath path) {
    Set<PrincipalId> principals = managedWithin(path);
    grants.values().removeIf(held -> held.scope().isWithin(path));
    endGrantsOf(principals);
    proofs.values().removeIf(proof -> proof.resource().isWithin(path));
    usedCodes.values().removeIf(resource -> resource.isWithin(path));
    federated.keySet().removeIf(at -> at.identity().isWithin(path));
    things.values().removeIf(thing -> thing.path.isWithin(path));
    things.values().forEach(thing -> detachGone(thing, principals));
    Map<RoleId, Role> all = Map.copyOf(roles);
    all.forEach((id, role) -> narrow(id, role, path));
  }

  void endGrantsOf(Set<PrincipalId> principals) {
    grants.values().removeIf(held -> principals.contains(held.principal()));
  }

  private static void detachGone(Thing thing, Set<PrincipalId> gone) {
    int before = thing.attached.size();
    thing.attached.values().removeIf(it -> gone.contains(it.principal()));
    thing.revision += before - thing.attached.size();
  }

  private void narrow(RoleId id, Role role, ResourcePath gone) {
    List<ResourcePath> kept =
        role.scopes().stream().filter(scope -> !scope.isWithin(gone)).toList();
    if (kept.isEmpty()) {
      roles.remove(id);
    } else {
      roles.put(
          id, new Role(role.type(), role.name(), role.description(), role.permissions(), kept));
    }
  }

  /** All that lives, in words. */
  Map<String, String> words() {
    Words words = new Words();
    subscriptions.forEach(words::subscription);
    things.values().forEach(words::thing);
    people.forEach(words::person);
    credentials.values().forEach(words::credential);
    roles.forEach(words::role);
    locks.forEach(words::lock);
    grants.forEach(words::grant);
    proofs.forEach((id, it) -> words.proof(id, it.resource(), it.credential(), it.replacedUntil()));
    federated.forEach((at, credential) -> words.federated(at.identity(), credential));
    audiences.values().forEach(words::audience);
    issuers.values().forEach(words::issuer);
    revocations.forEach(words::revocations);
    return words.all();
  }
}
