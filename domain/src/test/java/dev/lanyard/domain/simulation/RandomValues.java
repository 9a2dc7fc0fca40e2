package dev.lanyard.domain.simulation;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The small world, and values that name parts of it. */
class RandomValues extends Chance {
  static final String IDENTITY =
      "/providers/Microsoft.ManagedIdentity/" + "userAssignedIdentities/";
  static final SubscriptionId FIRST = new SubscriptionId(new UUID(1, 1));
  static final SubscriptionId SECOND = new SubscriptionId(new UUID(1, 2));
  static final List<String> GROUPS =
      List.of(
          "/subscriptions/" + FIRST + "/resourceGroups/one",
          "/subscriptions/" + SECOND + "/resourceGroups/two");
  static final String VM = GROUPS.get(0) + "/providers/Microsoft.Compute/virtualMachines/vm";
  static final String IDENTITY_ONE = GROUPS.get(0) + IDENTITY + "id-one";
  static final List<String> RESOURCES =
      List.of(
          VM,
          VM + "/disks/data",
          VM + "/providers/Microsoft.Insights/diagnosticSettings/log",
          GROUPS.get(1) + "/providers/Microsoft.KeyVault/vaults/vault",
          IDENTITY_ONE + "/providers/Microsoft.Insights/diagnosticSettings/log");
  static final List<String> IDENTITIES =
      List.of(
          IDENTITY_ONE, GROUPS.get(0) + IDENTITY + "id-two", GROUPS.get(1) + IDENTITY + "id-three");
  static final List<String> LOCATIONS = List.of("westeurope", "westeurope", "northeurope");
  static final List<String> NAMES = List.of("Looks", "Writes", "Tells", "Owner");
  static final List<RoleId> CUSTOM =
      List.of(new RoleId(new UUID(2, 1)), new RoleId(new UUID(2, 2)), new RoleId(new UUID(2, 3)));
  static final RoleId READER = new RoleId(new UUID(2, 9));

  final Model model;

  RandomValues(Random random, Model model) {
    super(random);
    this.model = model;
  }

  Optional<IdentityBlock> identity() {
    if (oneIn(2)) {
      return Optional.empty();
    }
    IdentityBlock.Type type = any(List.of(IdentityBlock.Type.values()));
    Set<ResourcePath> attach = new HashSet<>();
    Set<ResourcePath> detach = new HashSet<>();
    for (String identity : IDENTITIES) {
      if (oneIn(2) && type.user()) {
        attach.add(path(List.of(identity)));
      } else if (oneIn(3)) {
        detach.add(path(List.of(identity)));
      }
    }
    boolean live = attach.stream().allMatch(model.things::containsKey);
    return Optional.of(
        new IdentityBlock(
            type,
            oneIn(3) || (!live && !oneIn(4))
                ? Optional.empty()
                : Optional.of(new IdentityBlock.Named(attach, detach))));
  }

  Precondition precondition() {
    Set<Revision> some = Set.of(new Revision(1 + below(6)));
    return switch (below(16)) {
      case 0 -> new Precondition.Exists();
      case 1 -> new Precondition.Absent();
      case 2 -> new Precondition.Matches(some);
      case 3 -> new Precondition.Differs(some);
      default -> new Precondition.Always();
    };
  }

  Json.Obj rest(boolean patch) {
    Json value = patch && oneIn(3) ? new Json.Null() : new Json.Text("v" + below(3));
    return oneIn(2) ? Json.Obj.EMPTY : new Json.Obj(Map.of("kind", value));
  }

  Map<String, String> tags() {
    return oneIn(2) ? Map.of() : Map.of("tag", "v" + below(2));
  }

  /** One of these, now and then shouted. */
  ResourcePath path(List<String> texts) {
    String text = any(texts);
    return ResourcePath.parse("path", oneIn(10) ? text.toUpperCase(Locale.ROOT) : text);
  }

  ResourcePath scope() {
    return switch (below(10)) {
      case 0, 1 -> ResourcePath.ROOT;
      case 2, 3 -> ResourcePath.of(oneIn(2) ? FIRST : SECOND);
      case 4, 5 -> path(GROUPS);
      case 6, 7, 8 -> path(RESOURCES);
      default -> path(IDENTITIES);
    };
  }

  List<ResourcePath> scopes() {
    List<ResourcePath> scopes = new ArrayList<>();
    do {
      scopes.add(scope());
    } while (oneIn(3));
    return scopes;
  }

  LockName lockName() {
    return new LockName(any(List.of("a", "A", "b")));
  }

  String roleName() {
    String name = any(NAMES);
    return oneIn(4) ? name.toUpperCase(Locale.ROOT) : name;
  }

  Fresh ids() {
    return new Fresh(new ThingId(fresh()), new PrincipalId(fresh()), new ClientId(fresh()));
  }

  static List<Permission> permissions(String action) {
    return List.of(
        new Permission(List.of(new ActionPattern(action)), List.of(), List.of(), List.of()));
  }
}
