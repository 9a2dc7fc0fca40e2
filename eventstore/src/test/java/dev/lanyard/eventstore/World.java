package dev.lanyard.eventstore;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
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
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.credential.CredentialRules;
import dev.lanyard.domain.identity.IdentityRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.domain.lock.LockRules;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.domain.resource.ResourceRules;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.domain.rules.AllRules;
import dev.lanyard.eventstore.Bench.Ask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Places, people, and what one can ask about them; every id derives from what it is for. */
final class World {
  static final List<Rule<?, ?>> RULES = AllRules.all();

  static final SubscriptionId SUBSCRIPTION = new SubscriptionId(new UUID(8, 1));
  static final RoleId OWNER = RoleDefinition.OWNER;
  static final RoleId READER = new RoleId(new UUID(8, 2));
  static final PrincipalId OPERATOR = new PrincipalId(new UUID(8, 3));
  static final AssignmentId OPERATORS = new AssignmentId(new UUID(8, 4));
  static final PrincipalId ALICE = new PrincipalId(id("alice"));

  static final ResourcePath GROUP = group("payments");
  static final ResourcePath VM = in(GROUP, "Microsoft.Compute/virtualMachines/vm1");
  static final ResourcePath OTHER_VM = in(GROUP, "Microsoft.Compute/virtualMachines/vm2");
  static final ResourcePath EXTENSION = path(VM + "/extensions/monitor");
  static final ResourcePath IDENTITY = identity(GROUP, "shared");

  private World() {}

  static UUID id(String what) {
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }

  static ResourcePath path(String text) {
    return ResourcePath.parse("path", text);
  }

  static ResourcePath group(String name) {
    return path("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + name);
  }

  static ResourcePath in(ResourcePath scope, String typeAndName) {
    return path(scope + "/providers/" + typeAndName);
  }

  static ResourcePath identity(ResourcePath group, String name) {
    return in(group, "Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
  }

  /** The principal of a resource's system-assigned identity, or of a user-assigned identity. */
  static PrincipalId principalOf(ResourcePath path) {
    return new PrincipalId(id("principal " + path.key()));
  }

  private static Fresh fresh(ResourcePath path) {
    return new Fresh(
        new ThingId(id("thing " + path.key())),
        principalOf(path),
        new ClientId(id("client " + path.key())));
  }

  /** The default subscription, Owner and Reader, and an operator that owns the root. */
  static Ask<?, ?> defaults() {
    return defaults(List.of(role(OWNER, "Owner", "*"), role(READER, "Reader", "*/read")));
  }

  /** The same, with a Reader that may read more. */
  static Ask<?, ?> defaultsOfNextRelease() {
    return defaults(List.of(role(OWNER, "Owner", "*"), role(READER, "Reader", "*/list")));
  }

  private static Ask<?, ?> defaults(List<BuiltInRole> roles) {
    return new Ask<>(
        LedgerRules.INSTALL,
        new InstallDefaults(
            new TenantId(new UUID(8, 5)),
            SUBSCRIPTION,
            "Default",
            roles,
            List.of(),
            new Operator(
                OPERATOR,
                new ClientId(id("operator's client")),
                Personal.none(),
                OPERATORS,
                List.of())));
  }

  private static BuiltInRole role(RoleId id, String name, String action) {
    return new BuiltInRole(
        id,
        name,
        "",
        List.of(
            new Permission(List.of(new ActionPattern(action)), List.of(), List.of(), List.of())));
  }

  static Ask<?, ?> createGroup(ResourcePath path) {
    return new Ask<>(
        GroupRules.CREATE,
        new CreateResourceGroup(path, fresh(path).thing(), "westeurope", Optional.empty()));
  }

  static Ask<?, ?> deleteGroup(ResourcePath path) {
    return new Ask<>(GroupRules.DELETE, new DeleteResourceGroup(path));
  }

  static Ask<?, ?> put(ResourcePath path) {
    return put(path, Map.of());
  }

  static Ask<?, ?> put(ResourcePath path, Map<String, String> tags) {
    return new Ask<>(
        ResourceRules.PUT,
        new PutResource(
            path,
            fresh(path),
            Optional.of("westeurope"),
            tags,
            Json.Obj.EMPTY,
            Optional.empty(),
            new Precondition.Always()));
  }

  static Ask<?, ?> delete(ResourcePath path) {
    return new Ask<>(ResourceRules.DELETE, new DeleteResource(path, new Precondition.Always()));
  }

  static Ask<?, ?> enable(ResourcePath path) {
    return new Ask<>(
        IdentityRules.ENABLE,
        new EnableSystemIdentity(path, fresh(path).principal(), fresh(path).client()));
  }

  static Ask<?, ?> createIdentity(ResourcePath path) {
    return new Ask<>(
        UserIdentityRules.CREATE,
        new CreateUserIdentity(path, fresh(path), "westeurope", Map.of(), Optional.empty()));
  }

  static Ask<?, ?> deleteIdentity(ResourcePath path) {
    return new Ask<>(UserIdentityRules.DELETE, new DeleteUserIdentity(path));
  }

  static Ask<?, ?> attach(ResourcePath resource, ResourcePath identity) {
    return new Ask<>(IdentityRules.ATTACH, new AttachUserIdentity(resource, identity));
  }

  static Ask<?, ?> register(PrincipalId principal) {
    return new Ask<>(
        PrincipalRules.REGISTER,
        new RegisterPrincipal(
            principal,
            PrincipalType.USER,
            new Subject("https://issuer.example", principal.toString()),
            Personal.none()));
  }

  static Ask<?, ?> remove(PrincipalId principal) {
    return new Ask<>(PrincipalRules.REMOVE, new RemovePrincipal(principal));
  }

  /** A service principal. */
  static Ask<?, ?> registerService(PrincipalId principal) {
    return new Ask<>(
        PrincipalRules.REGISTER,
        new RegisterPrincipal(
            principal,
            PrincipalType.SERVICE_PRINCIPAL,
            new Subject("https://issuer.example", principal.toString()),
            Personal.none()));
  }

  static Ask<?, ?> recoverOperator(String name) {
    return new Ask<>(
        LedgerRules.RECOVER,
        new RecoverOperator(
            new Operator(
                new PrincipalId(id(name)),
                new ClientId(id("client " + name)),
                Personal.none(),
                new AssignmentId(id("ownership " + name)),
                List.of(secret("secret " + name)))));
  }

  private static OperatorCredential secret(String name) {
    return new OperatorCredential(
        new CredentialId(id(name)),
        OperatorCredential.Kind.SECRET,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60));
  }

  static Ask<?, ?> addCredential(PrincipalId principal, String name) {
    return new Ask<>(CredentialRules.ADD, new AddOperatorCredential(principal, secret(name)));
  }

  static Ask<?, ?> revokeCredential(PrincipalId principal, String name) {
    return new Ask<>(
        CredentialRules.REVOKE,
        new RevokeOperatorCredential(principal, new CredentialId(id(name))));
  }

  static Ask<?, ?> assign(String name, RoleId role, PrincipalId principal, ResourcePath scope) {
    return assign(name, role, principal, scope, Grant.Terms.NONE);
  }

  private static Ask<?, ?> assign(
      String name, RoleId role, PrincipalId principal, ResourcePath scope, Grant.Terms terms) {
    return new Ask<>(
        RoleRules.ASSIGN,
        new AssignRole(
            new AssignmentId(id(name)),
            scope,
            role,
            principal,
            Optional.empty(),
            terms,
            Instant.EPOCH));
  }

  static Ask<?, ?> unassign(String name, ResourcePath scope) {
    return unassign(new AssignmentId(id(name)), scope);
  }

  static Ask<?, ?> unassign(AssignmentId assignment, ResourcePath scope) {
    return new Ask<>(RoleRules.REMOVE, new RemoveRoleAssignment(assignment, scope));
  }

  static Ask<?, ?> lock(ResourcePath scope) {
    return new Ask<>(
        LockRules.PLACE,
        new PlaceLock(scope, new LockName("keep"), LockLevel.CAN_NOT_DELETE, Optional.empty()));
  }

  static Ask<?, ?> unlock(ResourcePath scope) {
    return new Ask<>(LockRules.REMOVE, new RemoveLock(scope, new LockName("keep")));
  }

  static Ask<?, ?> updateGroup(ResourcePath path) {
    return new Ask<>(GroupRules.UPDATE, new UpdateResourceGroup(path, Map.of("changed", "yes")));
  }

  static Ask<?, ?> patch(ResourcePath path) {
    return new Ask<>(
        ResourceRules.PATCH,
        new PatchResource(
            path,
            fresh(path),
            Optional.of(Map.of("changed", "yes")),
            Json.Obj.EMPTY,
            Optional.empty(),
            new Precondition.Always()));
  }

  static Ask<?, ?> disable(ResourcePath path) {
    return new Ask<>(IdentityRules.DISABLE, new DisableSystemIdentity(path));
  }

  static Ask<?, ?> detach(ResourcePath resource, ResourcePath identity) {
    return new Ask<>(IdentityRules.DETACH, new DetachUserIdentity(resource, identity));
  }

  static Ask<?, ?> updateIdentity(ResourcePath path) {
    return new Ask<>(
        UserIdentityRules.UPDATE,
        new UpdateUserIdentity(path, Optional.of(Map.of("changed", "yes")), Optional.empty()));
  }

  static Ask<?, ?> disablePrincipal(PrincipalId principal) {
    return new Ask<>(PrincipalRules.DISABLE, new DisablePrincipal(principal));
  }

  static Ask<?, ?> define(String name, ResourcePath assignable) {
    return new Ask<>(
        RoleRules.DEFINE,
        new DefineRole(new RoleId(id(name)), name, "", List.of(), List.of(assignable)));
  }

  static Ask<?, ?> updateRole(String name, ResourcePath assignable) {
    return new Ask<>(
        RoleRules.UPDATE,
        new UpdateRole(new RoleId(id(name)), name, "changed", List.of(), List.of(assignable)));
  }

  static Ask<?, ?> deleteRole(String name) {
    return new Ask<>(RoleRules.DELETE, new DeleteRole(new RoleId(id(name))));
  }

  /** A grant that expires a second after it was asked for. */
  static Ask<?, ?> expiring(String name, RoleId role, PrincipalId principal, ResourcePath scope) {
    return assign(
        name,
        role,
        principal,
        scope,
        new Grant.Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Instant.EPOCH.plusSeconds(1)),
            Personal.none()));
  }

  static Ask<?, ?> expire(String name) {
    return new Ask<>(
        RoleRules.EXPIRE,
        new ExpireRoleAssignment(new AssignmentId(id(name)), Instant.EPOCH.plusSeconds(2)));
  }

  /** A group with two machines, one with an extension, and an identity; and Alice. */
  static List<Ask<?, ?>> inhabited() {
    return List.of(
        defaults(),
        createGroup(GROUP),
        put(VM),
        put(OTHER_VM),
        put(EXTENSION),
        createIdentity(IDENTITY),
        register(ALICE));
  }
}
