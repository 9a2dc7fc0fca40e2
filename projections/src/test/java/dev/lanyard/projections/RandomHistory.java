package dev.lanyard.projections;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
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
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A history by one seed, of commands that the rules answer: few places and names, so that things
 * come, go and come again, and grants expire between commits, at commits and long before anybody
 * records it.
 */
public final class RandomHistory {
  public static final List<ResourcePath> PLACES = places();
  private static final List<ResourcePath> GROUPS = PLACES.subList(2, 4);
  private static final List<ResourcePath> RESOURCES = PLACES.subList(4, 8);
  private static final List<ResourcePath> IDENTITIES = PLACES.subList(8, 10);
  private static final List<RoleId> ROLES =
      List.of(RoleDefinition.OWNER, role(1), role(2), role(3));
  private static final List<String> ACTIONS =
      List.of("*", "*/read", "Microsoft.Web/sites/write", "Microsoft.Web/*/read");

  private final RuledLedger ruled = new RuledLedger();
  private final Random random;
  // Texts and their erasing are by chances of their own: what happens is the same without them.
  private final Random texts;
  private final Set<Long> erased = new HashSet<>();
  private final List<PrincipalId> principals = new ArrayList<>();
  private final List<Grant> grants = new ArrayList<>();
  private final List<LockPlaced> locks = new ArrayList<>();

  /** Sends so many commands. */
  public RandomHistory(long seed, int commands) {
    random = new Random(seed);
    texts = new Random(-seed);
    for (int person = 1; person <= 4; person++) {
      principals.add(new PrincipalId(new UUID(2, person)));
    }
    send(install());
    for (int sent = 0; sent < commands; sent++) {
      send(next());
      if (texts.nextInt(10) == 0) {
        erase(1 + texts.nextInt((int) ledger().head()));
      }
    }
  }

  private void erase(long position) {
    if (erased.add(position)) {
      LifecycleEvent event = ledger().at(position).orElseThrow().event();
      send(new ErasePersonalPart(position, event.getClass().getSimpleName(), "asked for"));
    }
  }

  private Personal text(String about) {
    return texts.nextInt(3) == 0 ? Personal.none() : Personal.of(about + ' ' + texts.nextInt(9));
  }

  private static List<ResourcePath> places() {
    String subscription = World.SUBSCRIPTION_SCOPE.path().toString();
    List<ResourcePath> all = new ArrayList<>(List.of(ResourcePath.ROOT, World.path(subscription)));
    List<String> groups =
        List.of(subscription + "/resourceGroups/One", subscription + "/resourceGroups/Two");
    groups.forEach(group -> all.add(World.path(group)));
    for (String type : List.of("Microsoft.Web/sites/a", "Microsoft.KeyVault/vaults/b")) {
      groups.forEach(group -> all.add(World.path(group + "/providers/" + type)));
    }
    String identity = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shared";
    groups.forEach(group -> all.add(World.path(group + identity)));
    return List.copyOf(all);
  }

  private static RoleId role(int number) {
    return new RoleId(new UUID(3, number));
  }

  public FakeLedger ledger() {
    return ruled.ledger();
  }

  /** Those that ever were, with the managed ones. */
  public List<PrincipalId> principals() {
    return List.copyOf(principals);
  }

  private void send(LifecycleCommand command) {
    for (LifecycleEvent event : ruled.send(command)) {
      if (event instanceof SystemIdentityEnabled(_, var principal, _)) {
        principals.add(principal);
      } else if (event instanceof UserIdentityCreated(_, var principal, _, _, _)) {
        principals.add(principal);
      } else if (event instanceof RoleAssigned(var grant)) {
        grants.add(grant);
      } else if (event instanceof LockPlaced placed) {
        locks.add(placed);
      }
    }
  }

  private InstallDefaults install() {
    return new InstallDefaults(
        World.TENANT,
        World.SUBSCRIPTION,
        "Default",
        List.of(
            new BuiltInRole(ROLES.get(0), "Owner", "All", List.of(permission("*", ""))),
            new BuiltInRole(ROLES.get(1), "Reader", "Reads", List.of(permission("*/read", "")))),
        List.of(),
        new Operator(
            new PrincipalId(fresh()),
            new ClientId(fresh()),
            Personal.none(),
            new AssignmentId(fresh()),
            List.of()));
  }

  private LifecycleCommand next() {
    return switch (random.nextInt(38)) {
      case 0, 1, 2 -> new CreateResourceGroup(any(GROUPS), thing(), "local", Optional.of(tags()));
      case 3 -> new UpdateResourceGroup(any(GROUPS), tags());
      case 4 ->
          random.nextInt(3) == 0
              ? new DeleteResourceGroup(any(GROUPS))
              : new DeleteResource(any(RESOURCES), new Precondition.Always());
      case 5, 6, 7, 8 ->
          new PutResource(
              any(RESOURCES),
              freshIds(),
              Optional.of("local"),
              tags(),
              Json.Obj.EMPTY,
              Optional.empty(),
              new Precondition.Always());
      case 9 -> new DeleteResource(any(RESOURCES), new Precondition.Always());
      case 10, 11 ->
          new EnableSystemIdentity(any(RESOURCES), new PrincipalId(fresh()), new ClientId(fresh()));
      case 12 -> new DisableSystemIdentity(any(RESOURCES));
      case 13, 14 ->
          new CreateUserIdentity(any(IDENTITIES), freshIds(), "local", tags(), Optional.empty());
      case 15 -> new DeleteUserIdentity(any(IDENTITIES));
      case 16, 17 -> new AttachUserIdentity(any(RESOURCES), any(IDENTITIES));
      case 18 -> new DetachUserIdentity(any(RESOURCES), any(IDENTITIES));
      case 19, 20 -> lock();
      case 21, 22 -> register();
      case 23 -> random.nextInt(3) == 0 ? leave() : register();
      case 24, 25 -> define();
      default -> grant();
    };
  }

  /** Locks go sooner than they come, so that the world does not freeze. */
  private LifecycleCommand lock() {
    if (!locks.isEmpty() && random.nextInt(3) > 0) {
      LockPlaced known = locks.removeLast();
      return new RemoveLock(known.scope().path(), known.name());
    }
    LockName name = new LockName(random.nextBoolean() ? "Keep" : "Other");
    LockLevel level = any(List.of(LockLevel.values()));
    return new PlaceLock(any(PLACES), name, level, Optional.empty());
  }

  private LifecycleCommand register() {
    int number = random.nextInt(4);
    return new RegisterPrincipal(
        principals.get(number),
        number == 3 ? PrincipalType.GROUP : PrincipalType.USER,
        new Subject("https://issuer.example", "person-" + number),
        text("Person"));
  }

  private LifecycleCommand leave() {
    PrincipalId person = principals.get(random.nextInt(4));
    return random.nextInt(4) == 0 ? new RemovePrincipal(person) : new DisablePrincipal(person);
  }

  private LifecycleCommand define() {
    RoleId role = any(ROLES.subList(2, 4));
    List<Permission> says = List.of(permission(any(ACTIONS), any(ACTIONS)));
    List<ResourcePath> where = List.of(ResourcePath.ROOT);
    return switch (random.nextInt(8)) {
      case 0 -> new DeleteRole(role);
      case 1, 2, 3, 4 -> new UpdateRole(role, "Role " + role, "Says", says, where);
      default -> new DefineRole(role, "Role " + role, "Says", says, where);
    };
  }

  private LifecycleCommand grant() {
    Optional<Grant> known = grants.isEmpty() ? Optional.empty() : Optional.of(any(grants));
    if (known.isPresent() && random.nextInt(3) == 0) {
      Grant grant = known.get();
      return switch (random.nextInt(3)) {
        case 0 -> new RemoveRoleAssignment(grant.assignment(), grant.scope().path());
        case 1 -> new ExpireRoleAssignment(grant.assignment(), now());
        default ->
            new AssignRole(
                random.nextBoolean() ? grant.assignment() : new AssignmentId(fresh()),
                grant.scope().path(),
                grant.role(),
                grant.principal(),
                Optional.empty(),
                terms(),
                now());
      };
    }
    return new AssignRole(
        new AssignmentId(fresh()),
        any(PLACES),
        any(ROLES),
        holder(),
        Optional.empty(),
        terms(),
        now());
  }

  /**
   * One of those that were registered, or of the managed ones, more likely one that still lives.
   */
  private PrincipalId holder() {
    int latest = Math.min(3, principals.size());
    return switch (random.nextInt(4)) {
      case 0 -> any(principals);
      case 1 -> any(principals.subList(principals.size() - latest, principals.size()));
      default -> principals.get(random.nextInt(4));
    };
  }

  private Grant.Terms terms() {
    Optional<Instant> end =
        random.nextBoolean()
            ? Optional.of(now().plusMillis(500L * (1 + random.nextInt(40))))
            : Optional.empty();
    Optional<String> condition =
        random.nextInt(8) == 0 ? Optional.of("@Resource[..]") : Optional.empty();
    return new Grant.Terms(
        condition, condition.map(_ -> "2.0"), Optional.empty(), end, text("For"));
  }

  /** When the next commit is made. */
  private Instant now() {
    long head = ledger().head();
    return head == 0 ? FakeLedger.START : ledger().committedAt(head).orElseThrow().plusSeconds(1);
  }

  private static Permission permission(String action, String not) {
    return new Permission(
        List.of(new ActionPattern(action)),
        not.isEmpty() || not.equals(action) ? List.of() : List.of(new ActionPattern(not)),
        List.of(),
        List.of());
  }

  private Map<String, String> tags() {
    return Map.of("n", Integer.toString(random.nextInt(3)));
  }

  private Fresh freshIds() {
    return new Fresh(thing(), new PrincipalId(fresh()), new ClientId(fresh()));
  }

  private ThingId thing() {
    return new ThingId(fresh());
  }

  private UUID fresh() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
