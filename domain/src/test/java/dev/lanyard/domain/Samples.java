package dev.lanyard.domain;

import dev.lanyard.domain.Grant.Terms;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A small world for tests: a subscription, a group, two machines and a shared identity. */
public final class Samples {
  public static final SubscriptionId SUBSCRIPTION =
      SubscriptionId.parse("subscription", "00000000-0000-4000-8000-00000000a001");
  public static final TenantId TENANT =
      TenantId.parse("tenant", "00000000-0000-4000-8000-00000000a002");
  public static final ResourcePath SUBSCRIPTION_PATH = ResourcePath.of(SUBSCRIPTION);
  public static final Scope IN_SUBSCRIPTION = Scope.of(SUBSCRIPTION);
  public static final SubscriptionAdded ADDED =
      new SubscriptionAdded(SUBSCRIPTION, TENANT, "Default");
  public static final String WEST = "westeurope";
  public static final ResourceBody EMPTY = new ResourceBody(Map.of(), Json.Obj.EMPTY);
  public static final UserIdentityBody PLAIN = new UserIdentityBody(Map.of(), Isolation.NONE);

  public static final ResourcePath GROUP_PATH = path("/resourceGroups/web");
  public static final Scope GROUP = IN_SUBSCRIPTION.child(GROUP_PATH, thing(1));
  public static final ResourceGroupCreated GROUP_CREATED =
      new ResourceGroupCreated(GROUP, WEST, Map.of());

  public static final ResourcePath VM_PATH =
      path("/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/vm1");
  public static final Scope VM = GROUP.child(VM_PATH, thing(2));
  public static final ResourceCreated VM_CREATED =
      new ResourceCreated(VM, Optional.of(WEST), EMPTY);

  public static final ResourcePath VM2_PATH =
      path("/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/vm2");
  public static final Scope VM2 = GROUP.child(VM2_PATH, thing(3));
  public static final ResourceCreated VM2_CREATED =
      new ResourceCreated(VM2, Optional.of(WEST), EMPTY);

  public static final ResourcePath DISK_PATH = ResourcePath.parse("id", VM_PATH + "/disks/data");
  public static final Scope DISK = VM.child(DISK_PATH, thing(4));
  public static final ResourceCreated DISK_CREATED =
      new ResourceCreated(DISK, Optional.empty(), EMPTY);

  public static final ResourcePath SHARED_PATH = identityPath("shared");
  public static final Scope SHARED = GROUP.child(SHARED_PATH, thing(5));
  public static final PrincipalId SHARED_PRINCIPAL = principal(5);
  public static final UserIdentityCreated SHARED_CREATED =
      new UserIdentityCreated(SHARED, SHARED_PRINCIPAL, client(5), WEST, PLAIN);

  public static final ResourcePath OTHER_PATH = identityPath("other");
  public static final Scope OTHER = GROUP.child(OTHER_PATH, thing(6));
  public static final UserIdentityCreated OTHER_CREATED =
      new UserIdentityCreated(OTHER, principal(6), client(6), WEST, PLAIN);

  public static final PrincipalId VM_PRINCIPAL = principal(2);
  public static final SystemIdentityEnabled VM_ENABLED =
      new SystemIdentityEnabled(VM, VM_PRINCIPAL, client(2));
  public static final UserIdentityAttached VM_SHARED = attached(VM, SHARED_CREATED);

  /** Ids for what a command may bring to life. */
  public static final Fresh FRESH = new Fresh(thing(90), principal(90), client(90));

  public static final RoleId READER = role(1);

  private Samples() {}

  /** A path below the subscription. */
  public static ResourcePath path(String below) {
    return ResourcePath.parse("id", SUBSCRIPTION_PATH + below);
  }

  /** A user-assigned identity in the group. */
  public static ResourcePath identityPath(String name) {
    return path(
        "/resourceGroups/web/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
  }

  public static ThingId thing(int number) {
    return new ThingId(uuid(1, number));
  }

  public static PrincipalId principal(int number) {
    return new PrincipalId(uuid(2, number));
  }

  public static ClientId client(int number) {
    return new ClientId(uuid(3, number));
  }

  public static AssignmentId assignment(int number) {
    return new AssignmentId(uuid(4, number));
  }

  public static RoleId role(int number) {
    return new RoleId(uuid(5, number));
  }

  public static UserIdentityAttached attached(Scope resource, UserIdentityCreated identity) {
    return new UserIdentityAttached(
        resource,
        identity.scope().requireThing(),
        identity.scope().path(),
        identity.principal(),
        identity.client());
  }

  /** A grant without limits to a service principal. */
  public static Grant grant(int number, RoleId role, PrincipalId principal, Scope scope) {
    return new Grant(
        assignment(number), role, principal, PrincipalType.SERVICE_PRINCIPAL, scope, Terms.NONE);
  }

  public static RoleAssigned assigned(int number, RoleId role, PrincipalId principal, Scope at) {
    return new RoleAssigned(grant(number, role, principal, at));
  }

  public static LockPlaced locked(Scope scope, LockLevel level) {
    return new LockPlaced(scope, new LockName("keep"), level, Optional.empty());
  }

  private static UUID uuid(long kind, long number) {
    return new UUID(0x4000L | kind << 32, 0x8000000000000000L | number);
  }
}
