package dev.lanyard.domain;

import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A small world for tests: one group with two machines, three principals, two roles. */
public final class World {
  public static final SubscriptionId SUBSCRIPTION_ID = new SubscriptionId(uuid(1));
  public static final Scope SUBSCRIPTION = Scope.of(SUBSCRIPTION_ID);
  public static final Scope GROUP = SUBSCRIPTION.child(path("/resourceGroups/rg"), thing(2));
  public static final Scope VM = GROUP.child(machine("vm"), thing(3));
  public static final Scope OTHER_VM = GROUP.child(machine("other"), thing(4));
  public static final ResourcePath MISSING = machine("missing");

  public static final PrincipalId ALICE = new PrincipalId(uuid(11));
  public static final PrincipalId BOB = new PrincipalId(uuid(12));
  public static final PrincipalId TEAM = new PrincipalId(uuid(13));
  public static final PrincipalId WORKLOAD = new PrincipalId(uuid(14));
  public static final PrincipalId STRANGER = new PrincipalId(uuid(15));
  public static final PrincipalId SERVICE = new PrincipalId(uuid(17));
  public static final ClientId CLIENT = new ClientId(uuid(16));

  public static final RoleId READER = new RoleId(uuid(21));
  public static final RoleId WRITER = new RoleId(uuid(22));
  public static final AssignmentId FIRST = new AssignmentId(uuid(31));
  public static final AssignmentId SECOND = new AssignmentId(uuid(32));
  public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  public static final List<Permission> PERMISSIONS =
      List.of(
          new Permission(List.of(new ActionPattern("*/read")), List.of(), List.of(), List.of()));
  public static final RoleBody OWNER_BODY =
      new RoleBody("Owner", "All", PERMISSIONS, List.of(Scope.ROOT));
  public static final RoleBody READER_BODY =
      new RoleBody("Looks", "Reads", PERMISSIONS, List.of(GROUP));

  private World() {}

  /** Everything lives; nobody owns anything. */
  public static LifecycleEvent[] births() {
    return new LifecycleEvent[] {
      new SubscriptionAdded(SUBSCRIPTION_ID, new TenantId(uuid(9)), "Default"),
      new ResourceGroupCreated(GROUP, "westeurope", Map.of()),
      created(VM),
      created(OTHER_VM),
      new SystemIdentityEnabled(VM, WORKLOAD, CLIENT),
      registered(ALICE, PrincipalType.USER),
      registered(BOB, PrincipalType.USER),
      registered(TEAM, PrincipalType.GROUP),
      new RoleDefined(RoleDefinition.OWNER, RoleType.BUILT_IN, OWNER_BODY),
      new RoleDefined(READER, RoleType.CUSTOM, READER_BODY)
    };
  }

  public static ResourceCreated created(Scope scope) {
    return new ResourceCreated(
        scope, Optional.of("westeurope"), new ResourceBody(Map.of(), Json.Obj.EMPTY));
  }

  public static PrincipalRegistered registered(PrincipalId principal, PrincipalType type) {
    return new PrincipalRegistered(principal, type, subject(principal), Personal.of("Somebody"));
  }

  public static Subject subject(PrincipalId principal) {
    return new Subject("https://issuer.example", principal.toString());
  }

  /** A secret that is valid from now on for an hour. */
  public static OperatorCredential secret(int number) {
    return new OperatorCredential(
        new CredentialId(uuid(number)),
        OperatorCredential.Kind.SECRET,
        Optional.empty(),
        NOW,
        NOW.plusSeconds(3_600));
  }

  /** A certificate that is valid as long. */
  public static OperatorCredential certificate(int number) {
    return new OperatorCredential(
        new CredentialId(uuid(number)),
        OperatorCredential.Kind.CERTIFICATE,
        Optional.of("A".repeat(43)),
        NOW,
        NOW.plusSeconds(3_600));
  }

  /** A live registered user. */
  public static Principal user(PrincipalId principal) {
    return new Principal(
        principal, PrincipalType.USER, subject(principal), Personal.of("Somebody"), false);
  }

  /** An unlimited grant to a user. */
  public static Grant grant(AssignmentId id, RoleId role, PrincipalId principal, Scope scope) {
    return new Grant(id, role, principal, PrincipalType.USER, scope, Grant.Terms.NONE);
  }

  /** An unlimited grant of Owner to a user. */
  public static RoleAssigned owns(AssignmentId id, PrincipalId principal, Scope scope) {
    return new RoleAssigned(grant(id, RoleDefinition.OWNER, principal, scope));
  }

  public static Grant with(Grant grant, Grant.Terms terms) {
    return new Grant(
        grant.assignment(),
        grant.role(),
        grant.principal(),
        grant.principalType(),
        grant.scope(),
        terms);
  }

  public static Grant.Terms expiring(Instant expiresOn) {
    return new Grant.Terms(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(expiresOn),
        Personal.none());
  }

  /** A path in the subscription. */
  public static ResourcePath path(String below) {
    return ResourcePath.parse("path", "/subscriptions/" + SUBSCRIPTION_ID + below);
  }

  public static ResourcePath machine(String name) {
    return path("/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/" + name);
  }

  public static ThingId thing(int number) {
    return new ThingId(uuid(number));
  }

  public static UUID uuid(int number) {
    return new UUID(0, number);
  }
}
