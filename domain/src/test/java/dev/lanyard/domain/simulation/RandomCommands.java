package dev.lanyard.domain.simulation;

import static dev.lanyard.domain.simulation.Model.known;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.command.LedgerCommand.BuiltInRole;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.simulation.Model.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Commands that somebody could send to a small world: mostly sensible ones, because they name what
 * the model says lives, and some that name what never lived or ended long ago.
 */
final class RandomCommands extends RandomValues {
  private static final List<ClientId> CLIENTS =
      List.of(new ClientId(new UUID(4, 1)), new ClientId(new UUID(4, 2)));
  private static final Instant START = Instant.parse("2026-07-01T00:00:00Z");

  private final List<PrincipalId> people = new ArrayList<>();
  private final List<AssignmentId> assignments = new ArrayList<>();
  private final List<OperatorCredential> credentials = new ArrayList<>();
  private final RandomTrust trust;
  private long seconds;

  RandomCommands(Random random, Model model) {
    super(random, model);
    trust = new RandomTrust(random, model);
  }

  /** The first command of every ledger. */
  InstallDefaults install() {
    boolean laterRelease = !model.subscriptions.isEmpty() && oneIn(2);
    String reads = laterRelease ? "Reads more" : "Reads";
    List<BuiltInRole> roles = new ArrayList<>();
    roles.add(new BuiltInRole(RoleDefinition.OWNER, "Owner", "All", permissions("*")));
    roles.add(new BuiltInRole(READER, "Reader", reads, permissions("*/read")));
    if (laterRelease && oneIn(4)) {
      roles.add(new BuiltInRole(CUSTOM.getLast(), "Late", "Came late", permissions("*/read")));
    }
    return new InstallDefaults(
        new TenantId(new UUID(3, 1)),
        laterRelease ? SECOND : FIRST,
        "Default",
        roles,
        trust.audiences(),
        operator(people.isEmpty() || oneIn(3) ? person(true) : people.getFirst()));
  }

  /** The operator of the first start is the first person. */
  private Operator operator(PrincipalId principal) {
    List<OperatorCredential> credentials = new ArrayList<>();
    if (!people.getFirst().equals(principal) || oneIn(2)) {
      credentials.add(credential());
    }
    return new Operator(
        principal, any(CLIENTS), Personal.none(), new AssignmentId(fresh()), credentials);
  }

  private LifecycleCommand recover() {
    Operator fit = operator(oneIn(4) ? principal() : person(true));
    return new RecoverOperator(
        oneIn(4)
            ? new Operator(
                fit.principal(), fit.client(), fit.display(), assignment(), fit.credentials())
            : fit);
  }

  private LifecycleCommand credentials() {
    PrincipalId principal =
        oneIn(3) ? principal() : anyOf(servicePrincipals()).orElseGet(this::principal);
    if (oneIn(3)) {
      return new RevokeOperatorCredential(
          principal, oneIn(4) ? new CredentialId(fresh()) : credential().id());
    }
    return new AddOperatorCredential(principal, credential());
  }

  private Set<PrincipalId> servicePrincipals() {
    Set<PrincipalId> services = new HashSet<>(model.people.keySet());
    services.removeIf(it -> known(model.people, it).type() != PrincipalType.SERVICE_PRINCIPAL);
    return services;
  }

  /** A new one, or one that was named before, now and then with another content. */
  private OperatorCredential credential() {
    if (credentials.isEmpty() || oneIn(2)) {
      credentials.add(
          new OperatorCredential(
              new CredentialId(fresh()),
              OperatorCredential.Kind.SECRET,
              Optional.empty(),
              now(),
              now().plusSeconds(60)));
      return credentials.getLast();
    }
    OperatorCredential known = any(credentials);
    return oneIn(4)
        ? new OperatorCredential(
            known.id(),
            known.kind(),
            known.thumbprint(),
            known.notBefore(),
            known.notAfter().plusSeconds(1))
        : known;
  }

  /** Any command, a second after the one before. */
  LifecycleCommand next() {
    seconds++;
    return switch (below(56)) {
      case 0, 1, 2 -> group();
      case 3 -> new UpdateResourceGroup(path(GROUPS), tags());
      case 4 -> oneIn(4) ? new DeleteResourceGroup(path(GROUPS)) : next();
      case 5, 6, 7, 8, 9 -> put();
      case 10, 11, 12 -> patch();
      case 13 -> new DeleteResource(path(RESOURCES), precondition());
      case 14, 15 ->
          new EnableSystemIdentity(
              path(RESOURCES), new PrincipalId(fresh()), new ClientId(fresh()));
      case 16 -> new DisableSystemIdentity(path(RESOURCES));
      case 17, 18 -> new AttachUserIdentity(path(RESOURCES), path(IDENTITIES));
      case 19 -> new DetachUserIdentity(path(RESOURCES), path(IDENTITIES));
      case 20, 21, 22 -> userIdentity();
      case 23 ->
          new UpdateUserIdentity(
              path(IDENTITIES),
              oneIn(2) ? Optional.of(tags()) : Optional.empty(),
              oneIn(2) ? Optional.of(Isolation.REGIONAL) : Optional.empty());
      case 24 -> new DeleteUserIdentity(path(IDENTITIES));
      case 25 -> lock();
      case 26, 27 -> new RemoveLock(lockedPath(), lockName());
      case 28 -> register();
      case 29 -> oneIn(3) ? new DisablePrincipal(principal()) : update();
      case 30 -> oneIn(3) ? new RemovePrincipal(principal()) : register();
      case 31 -> oneIn(3) ? install() : new DeleteRole(role());
      case 32 -> define();
      case 33 -> update();
      case 34, 35, 36, 37 -> assign();
      case 38 -> expire();
      case 39, 40, 41 -> credentials();
      case 42 -> oneIn(3) ? recover() : credentials();
      case 43 -> oneIn(2) ? new RevokePrincipalTokens(principal()) : trust.next(now());
      case 44, 45, 46, 47, 48, 49, 50, 51, 52, 53 -> trust.next(now());
      default -> remove();
    };
  }

  private LifecycleCommand group() {
    return new CreateResourceGroup(
        path(GROUPS),
        new ThingId(fresh()),
        any(LOCATIONS),
        oneIn(2) ? Optional.of(tags()) : Optional.empty());
  }

  private LifecycleCommand put() {
    return new PutResource(
        oneIn(20) ? path(IDENTITIES) : path(RESOURCES),
        ids(),
        oneIn(2) ? Optional.of(any(LOCATIONS)) : Optional.empty(),
        tags(),
        rest(false),
        identity(),
        precondition());
  }

  private LifecycleCommand patch() {
    return new PatchResource(
        path(RESOURCES),
        ids(),
        oneIn(2) ? Optional.of(tags()) : Optional.empty(),
        rest(true),
        identity(),
        precondition());
  }

  private LifecycleCommand userIdentity() {
    return new CreateUserIdentity(
        oneIn(20) ? path(RESOURCES) : path(IDENTITIES),
        ids(),
        any(LOCATIONS),
        tags(),
        oneIn(2) ? Optional.of(any(List.of(Isolation.values()))) : Optional.empty());
  }

  private LifecycleCommand lock() {
    return new PlaceLock(
        scope(),
        lockName(),
        any(List.of(LockLevel.values())),
        oneIn(2) ? Optional.of("why") : Optional.empty());
  }

  private LifecycleCommand register() {
    return new RegisterPrincipal(
        oneIn(3) ? principal() : person(true),
        any(List.of(PrincipalType.values())),
        new Subject("https://issuer.example", "subject-" + below(6)),
        Personal.of("Somebody"));
  }

  private LifecycleCommand define() {
    return new DefineRole(role(), roleName(), "Says", permissions("*/read"), scopes());
  }

  private LifecycleCommand update() {
    RoleId role = role();
    Optional<String> ownName = Optional.ofNullable(model.roles.get(role)).map(Model.Role::name);
    return new UpdateRole(
        role,
        oneIn(3) ? roleName() : ownName.orElseGet(this::roleName),
        any(List.of("Says", "Tells")),
        permissions("*/read"),
        scopes());
  }

  private LifecycleCommand assign() {
    Optional<AssignmentId> known = anyOf(model.grants.keySet());
    if (known.isPresent() && oneIn(3)) {
      Held held = known(model.grants, known.get());
      return new AssignRole(
          oneIn(4) ? assignment() : known.get(),
          oneIn(8) ? scope() : held.scope(),
          held.role(),
          held.principal(),
          Optional.empty(),
          terms(),
          now());
    }
    RoleId role = oneIn(2) ? RoleDefinition.OWNER : role();
    return new AssignRole(
        oneIn(10) ? known.orElseGet(this::assignment) : assignment(),
        oneIn(3) ? scope() : scopeOf(role),
        role,
        oneIn(2) ? principal() : anyOf(model.managed()).orElseGet(this::principal),
        oneIn(4) ? Optional.of(any(List.of(PrincipalType.values()))) : Optional.empty(),
        terms(),
        now());
  }

  private LifecycleCommand remove() {
    Optional<AssignmentId> known =
        oneIn(2) ? anyOf(model.grants.keySet()) : anyOf(ownersOfTheRoot());
    AssignmentId id = known.orElseGet(this::assignment);
    return new RemoveRoleAssignment(
        id, known.isEmpty() || oneIn(10) ? scope() : known(model.grants, id).scope());
  }

  /** Removed more often than others, so that few are left and one is the last. */
  private Set<AssignmentId> ownersOfTheRoot() {
    Set<AssignmentId> owners = new HashSet<>(model.grants.keySet());
    owners.removeIf(id -> !model.owns(known(model.grants, id), ResourcePath.ROOT));
    return owners;
  }

  private LifecycleCommand expire() {
    AssignmentId id = anyOf(model.grants.keySet()).orElseGet(this::assignment);
    return new ExpireRoleAssignment(id, now());
  }

  private Grant.Terms terms() {
    Optional<Instant> end =
        oneIn(3) ? Optional.of(now().plusSeconds(below(60) - 6)) : Optional.empty();
    Optional<String> condition = oneIn(8) ? Optional.of("@Resource[..]") : Optional.empty();
    return new Grant.Terms(
        condition,
        condition.map(_ -> "2.0"),
        Optional.empty(),
        end,
        oneIn(4) ? Personal.of("asked") : Personal.none());
  }

  private ResourcePath lockedPath() {
    List<ResourcePath> locked =
        model.locks.keySet().stream()
            .map(Model.LockAt::scope)
            .sorted(Comparator.comparing(ResourcePath::key))
            .toList();
    return locked.isEmpty() || oneIn(10) ? scope() : any(locked);
  }

  private ResourcePath scopeOf(RoleId role) {
    Optional<Model.Role> known = Optional.ofNullable(model.roles.get(role));
    return known.map(it -> any(it.scopes())).filter(it -> !oneIn(4)).orElseGet(this::scope);
  }

  private RoleId role() {
    return oneIn(6) ? any(List.of(RoleDefinition.OWNER, READER)) : any(CUSTOM);
  }

  /** A live one, a former one or nobody. */
  private PrincipalId principal() {
    return switch (below(9)) {
      case 0, 1, 2 -> anyOf(model.managed()).orElseGet(() -> person(false));
      case 3, 4, 5 -> anyOf(model.people.keySet()).orElseGet(() -> person(false));
      case 6 -> any(people);
      case 7 -> anyOf(model.everKnown).orElseGet(() -> person(false));
      default -> new PrincipalId(fresh());
    };
  }

  /** A new one, or one that was named before: it lives, has ended or never came to be. */
  private AssignmentId assignment() {
    if (assignments.isEmpty() || oneIn(2)) {
      assignments.add(new AssignmentId(fresh()));
      return assignments.getLast();
    }
    return any(assignments);
  }

  private PrincipalId person(boolean isNew) {
    if (isNew || people.isEmpty()) {
      people.add(new PrincipalId(fresh()));
      return people.getLast();
    }
    return any(people);
  }

  private Instant now() {
    return START.plusSeconds(seconds);
  }
}
