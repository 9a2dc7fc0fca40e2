package dev.lanyard.projections;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A small world to tell stories about: a subscription, a group, machines, a vault, a reader role.
 */
public final class World {
  public static final SubscriptionId SUBSCRIPTION =
      SubscriptionId.parse("s", "11111111-1111-4111-8111-111111111111");
  public static final TenantId TENANT = TenantId.parse("t", "22222222-2222-4222-8222-222222222222");
  public static final Scope SUBSCRIPTION_SCOPE = Scope.of(SUBSCRIPTION);
  public static final Scope GROUP = group("Web", 1);
  public static final Scope VM1 = resource("Microsoft.Compute/virtualMachines/Vm1", 2);
  public static final Scope VM2 = resource("Microsoft.Compute/virtualMachines/Vm2", 3);
  public static final Scope VAULT = resource("Microsoft.KeyVault/vaults/Safe", 4);
  public static final Scope SHARED =
      resource("Microsoft.ManagedIdentity/userAssignedIdentities/Shared", 5);
  public static final PrincipalId SHARED_PRINCIPAL = principal(5);
  public static final ClientId SHARED_CLIENT = client(5);
  public static final PrincipalId VM1_PRINCIPAL = principal(2);
  public static final ClientId VM1_CLIENT = client(2);
  public static final PrincipalId PERSON = principal(9);
  public static final RoleId READER = RoleId.parse("role", "33333333-3333-4333-8333-333333333333");
  public static final AssignmentId GRANT_ID =
      AssignmentId.parse("a", "44444444-4444-4444-8444-444444444444");
  public static final ResourceBody BODY =
      new ResourceBody(
          Map.of("env", "test"),
          new Json.Obj(Map.of("properties", new Json.Obj(Map.of("size", new Json.Text("small"))))));
  public static final RoleBody READER_BODY =
      new RoleBody(
          "Key Vault Reader",
          "Reads vaults",
          List.of(new Permission(List.of(), List.of(), List.of(), List.of())),
          List.of(Scope.ROOT));
  public static final Grant GRANT =
      new Grant(
          GRANT_ID,
          READER,
          VM1_PRINCIPAL,
          PrincipalType.SERVICE_PRINCIPAL,
          VAULT,
          Grant.Terms.NONE);

  private World() {}

  public static Scope group(String name, int number) {
    return SUBSCRIPTION_SCOPE.child(
        path(SUBSCRIPTION_SCOPE.path() + "/resourceGroups/" + name), thing(number));
  }

  public static Scope resource(String typeAndName, int number) {
    return GROUP.child(path(GROUP.path() + "/providers/" + typeAndName), thing(number));
  }

  public static ResourcePath path(String text) {
    return ResourcePath.parse("path", text);
  }

  public static ThingId thing(int number) {
    return new ThingId(new UUID(0xa000, number));
  }

  public static PrincipalId principal(int number) {
    return new PrincipalId(new UUID(0xb000, number));
  }

  public static ClientId client(int number) {
    return new ClientId(new UUID(0xc000, number));
  }

  public static SubscriptionAdded subscriptionAdded() {
    return new SubscriptionAdded(SUBSCRIPTION, TENANT, "Default");
  }

  public static ResourceGroupCreated groupCreated() {
    return new ResourceGroupCreated(GROUP, "westeurope", Map.of());
  }

  public static ResourceCreated created(Scope scope) {
    return new ResourceCreated(scope, Optional.of("westeurope"), BODY);
  }

  public static SystemIdentityEnabled vm1Enabled() {
    return new SystemIdentityEnabled(VM1, VM1_PRINCIPAL, VM1_CLIENT);
  }

  public static UserIdentityCreated sharedCreated() {
    return new UserIdentityCreated(
        SHARED,
        SHARED_PRINCIPAL,
        SHARED_CLIENT,
        "westeurope",
        new UserIdentityBody(Map.of("team", "a"), Isolation.REGIONAL));
  }

  public static UserIdentityAttached attached(Scope resource) {
    return new UserIdentityAttached(
        resource, SHARED.requireThing(), SHARED.path(), SHARED_PRINCIPAL, SHARED_CLIENT);
  }

  public static RoleDefined readerDefined() {
    return new RoleDefined(READER, RoleType.BUILT_IN, READER_BODY);
  }

  public static RoleAssigned granted() {
    return new RoleAssigned(GRANT);
  }

  public static PrincipalRegistered personRegistered() {
    return new PrincipalRegistered(
        PERSON, PrincipalType.USER, new Subject("https://issuer", "person"), Personal.of("Ada"));
  }

  /**
   * Appends all of it: the subscription, the group, two machines, the vault, identities, a grant.
   */
  public static void build(FakeLedger ledger) {
    ledger.commit(subscriptionAdded(), readerDefined(), personRegistered());
    ledger.commit(groupCreated());
    ledger.commit(created(VM1), vm1Enabled());
    ledger.commit(created(VM2));
    ledger.commit(created(VAULT));
    ledger.commit(sharedCreated());
    ledger.commit(attached(VM1));
    ledger.commit(attached(VM2));
    ledger.commit(granted());
  }
}
