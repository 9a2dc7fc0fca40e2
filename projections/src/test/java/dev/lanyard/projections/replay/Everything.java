package dev.lanyard.projections.replay;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Grant.Terms;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.command.PrincipalCommand.AddOperatorCredential;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RevokeOperatorCredential;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.DefineRole;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.ExpireRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.compliance.ComplianceRules;
import dev.lanyard.domain.credential.CredentialRules;
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.federation.FederationRules;
import dev.lanyard.domain.identity.IdentityRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.domain.lock.LockRules;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.domain.resource.ResourceRules;
import dev.lanyard.domain.role.BuiltInRoles;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.domain.token.TokenRules;
import dev.lanyard.domain.usage.UsageRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A story in which every kind of event happens, and after which some of everything still lives. */
public final class Everything {
  public static final SubscriptionId SUBSCRIPTION =
      SubscriptionId.parse("subscription", "11111111-1111-4111-8111-111111111111");
  public static final ResourcePath SHOP = path("/resourceGroups/shop");
  public static final ResourcePath OLD = path("/resourceGroups/old");
  public static final ResourcePath VM = in(SHOP, "Microsoft.Compute/virtualMachines/vm");
  public static final ResourcePath OLD_VM = in(OLD, "Microsoft.Compute/virtualMachines/vm");
  public static final ResourcePath SHARED = identity(SHOP, "shared");
  public static final ResourcePath SPARE = identity(OLD, "spare");
  public static final PrincipalId OPERATOR = principal(1);
  public static final PrincipalId SERVICE = principal(2);
  public static final PrincipalId PERSON = principal(3);

  private static final RoleId CUSTOM = new RoleId(uuid(40));
  private static final RoleId READER = RoleId.parse("role", "acdd72a7-3385-48ef-bd42-f606fba81ae7");
  private static final String ISSUER = "https://issuer.example/a";
  private static final Terms FOR_EVER = Terms.NONE;

  private final RulesLedger ledger;

  private Everything(RulesLedger ledger) {
    this.ledger = ledger;
  }

  /** Tells the story on an empty ledger. */
  public static void happen(RulesLedger ledger) {
    Everything story = new Everything(ledger);
    story.install();
    story.things();
    story.principals();
    story.roles();
    story.locks();
    story.trust();
    story.ends();
  }

  private void install() {
    ledger.send(
        LedgerRules.INSTALL,
        new InstallDefaults(
            new TenantId(uuid(10)),
            SUBSCRIPTION,
            "Default",
            BuiltInRoles.ALL.subList(0, 3),
            List.of(audience("https://vault.example")),
            new Operator(
                OPERATOR,
                new ClientId(uuid(11)),
                Personal.of("Operator"),
                new AssignmentId(uuid(12)),
                List.of())));
  }

  private void things() {
    for (ResourcePath group : List.of(SHOP, OLD)) {
      ledger.send(
          GroupRules.CREATE,
          new CreateResourceGroup(group, thing(group), "westeurope", Optional.empty()));
    }
    ledger.send(GroupRules.UPDATE, new UpdateResourceGroup(SHOP, Map.of("team", "a")));
    for (ResourcePath machine : List.of(VM, OLD_VM)) {
      put(machine, "B1s");
      put(machine, "B2s");
      ledger.send(
          IdentityRules.ENABLE,
          new EnableSystemIdentity(machine, fresh(machine).principal(), fresh(machine).client()));
    }
    for (ResourcePath identity : List.of(SHARED, SPARE)) {
      ledger.send(
          UserIdentityRules.CREATE,
          new CreateUserIdentity(
              identity, fresh(identity), "westeurope", Map.of(), Optional.empty()));
    }
    ledger.send(
        UserIdentityRules.UPDATE,
        new UpdateUserIdentity(SHARED, Optional.of(Map.of("a", "b")), Optional.empty()));
    ledger.send(IdentityRules.ATTACH, new AttachUserIdentity(VM, SHARED));
    ledger.send(IdentityRules.DETACH, new DetachUserIdentity(VM, SHARED));
    ledger.send(IdentityRules.ATTACH, new AttachUserIdentity(VM, SHARED));
    ledger.send(IdentityRules.ATTACH, new AttachUserIdentity(VM, SPARE));
    ledger.send(IdentityRules.ATTACH, new AttachUserIdentity(OLD_VM, SHARED));
  }

  private void put(ResourcePath path, String size) {
    ledger.send(
        ResourceRules.PUT,
        new PutResource(
            path,
            fresh(path),
            Optional.of("westeurope"),
            Map.of("env", "test"),
            new Json.Obj(Map.of("properties", new Json.Obj(Map.of("size", new Json.Text(size))))),
            Optional.empty(),
            new Precondition.Always()));
  }

  private void principals() {
    for (PrincipalId principal : List.of(SERVICE, PERSON)) {
      ledger.send(
          PrincipalRules.REGISTER,
          new RegisterPrincipal(
              principal,
              principal.equals(PERSON) ? PrincipalType.USER : PrincipalType.SERVICE_PRINCIPAL,
              new Subject("https://people.example", principal.toString()),
              Personal.of("Somebody")));
    }
    ledger.send(PrincipalRules.DISABLE, new DisablePrincipal(PERSON));
    for (int number : List.of(20, 21)) {
      ledger.send(
          CredentialRules.ADD,
          new AddOperatorCredential(
              SERVICE,
              new OperatorCredential(
                  new CredentialId(uuid(number)),
                  OperatorCredential.Kind.SECRET,
                  Optional.empty(),
                  ledger.now(),
                  ledger.now().plus(Duration.ofDays(30)))));
    }
    ledger.send(
        CredentialRules.REVOKE, new RevokeOperatorCredential(SERVICE, new CredentialId(uuid(20))));
  }

  private void roles() {
    List<Permission> permissions =
        List.of(
            new Permission(
                List.of(new ActionPattern("Microsoft.Compute/*/read")),
                List.of(),
                List.of(),
                List.of()));
    ledger.send(
        RoleRules.DEFINE,
        new DefineRole(CUSTOM, "Looker", "Looks", permissions, List.of(SHOP, OLD)));
    ledger.send(
        RoleRules.UPDATE,
        new UpdateRole(CUSTOM, "Looker", "Looks on", permissions, List.of(SHOP, OLD)));
    assign(50, SHOP, CUSTOM, SERVICE, FOR_EVER);
    ledger.send(RoleRules.REMOVE, new RemoveRoleAssignment(new AssignmentId(uuid(50)), SHOP));
    assign(51, OLD, CUSTOM, SERVICE, FOR_EVER);
    assign(52, SHOP, READER, fresh(VM).principal(), FOR_EVER);
    assign(53, SHOP, READER, fresh(OLD_VM).principal(), FOR_EVER);
    assign(54, VM, READER, SERVICE, until(Duration.ofHours(1)));
    assign(54, VM, READER, SERVICE, until(Duration.ofHours(2)));
    assign(55, VM, READER, fresh(SHARED).principal(), until(Duration.ofDays(900)));
    ledger.pass(Duration.ofHours(3));
    ledger.send(
        RoleRules.EXPIRE, new ExpireRoleAssignment(new AssignmentId(uuid(54)), ledger.now()));
    RoleId brief = new RoleId(uuid(41));
    ledger.send(RoleRules.DEFINE, new DefineRole(brief, "Brief", "", permissions, List.of(SHOP)));
    ledger.send(RoleRules.DELETE, new DeleteRole(brief));
  }

  private Terms until(Duration time) {
    return new Terms(
        Optional.empty(),
        Optional.empty(),
        Optional.of("for a while"),
        Optional.of(ledger.now().plus(time)),
        Personal.of("because"));
  }

  private void assign(int id, ResourcePath at, RoleId role, PrincipalId principal, Terms terms) {
    ledger.send(
        RoleRules.ASSIGN,
        new AssignRole(
            new AssignmentId(uuid(id)),
            at,
            role,
            principal,
            Optional.empty(),
            terms,
            ledger.now()));
  }

  private void locks() {
    LockName name = new LockName("keep");
    for (LockLevel level : List.of(LockLevel.READ_ONLY, LockLevel.CAN_NOT_DELETE)) {
      ledger.send(LockRules.PLACE, new PlaceLock(OLD, name, level, Optional.of("for now")));
    }
    ledger.send(LockRules.REMOVE, new RemoveLock(OLD, name));
    ledger.send(
        LockRules.PLACE, new PlaceLock(SHARED, name, LockLevel.CAN_NOT_DELETE, Optional.empty()));
  }

  private void trust() {
    ledger.send(
        FederationRules.TRUST_ISSUER,
        new TrustIssuer(new WorkloadIssuer(ISSUER, Optional.empty())));
    ledger.send(
        FederationRules.TRUST_ISSUER,
        new TrustIssuer(new WorkloadIssuer(ISSUER + "/b", Optional.empty())));
    ledger.send(FederationRules.REMOVE_ISSUER, new RemoveIssuer(ISSUER + "/b"));
    federate(SPARE, "main", "repo:a");
    federate(SPARE, "main", "repo:b");
    federate(SPARE, "other", "repo:c");
    ledger.send(FederationRules.REMOVE, new RemoveFederatedCredential(SPARE, "other"));
    federate(SHARED, "main", "repo:a");
    ledger.send(
        TokenRules.REGISTER_AUDIENCE, new RegisterAudience(audience("https://gone.example")));
    ledger.send(TokenRules.REMOVE_AUDIENCE, new RemoveAudience("https://gone.example"));
    ledger.send(TokenRules.REVOKE_IDENTITY, new RevokeIdentityTokens(SHARED));
    for (ResourcePath machine : List.of(VM, OLD_VM)) {
      int first = machine.equals(VM) ? 30 : 35;
      ledger.send(WorkloadCredentialRules.ISSUE, new IssueCredential(machine, credential(first)));
      ledger.send(
          WorkloadCredentialRules.ROTATE,
          new RotateCredential(
              machine,
              new CredentialId(uuid(first)),
              ledger.now().plus(Duration.ofHours(1)),
              credential(first + 1)));
    }
    ledger.send(
        WorkloadCredentialRules.REVOKE, new RevokeCredential(VM, new CredentialId(uuid(30))));
  }

  private void federate(ResourcePath identity, String name, String subject) {
    ledger.send(
        FederationRules.PUT,
        new PutFederatedCredential(
            identity,
            new FederatedCredential(
                name, ISSUER, Match.subject(subject), List.of(FederatedCredential.USUAL_AUDIENCE)),
            20));
  }

  private WorkloadCredential credential(int number) {
    return new WorkloadCredential(
        new CredentialId(uuid(number)),
        WorkloadCredential.Kind.ENDPOINT_SECRET,
        Optional.empty(),
        ledger.now(),
        ledger.now().plus(Duration.ofDays(30)));
  }

  private void ends() {
    Erased.first(PrincipalRegistered.class, ledger);
    Erased.first(RoleAssigned.class, ledger);
    ledger.send(
        ComplianceRules.RECORD_REPLAY,
        new RecordReplay(
            new ReplayId(uuid(60)),
            7,
            Optional.of(SHOP),
            ReplayOutcome.CLEAN,
            "0".repeat(64),
            OPERATOR));
    ledger.send(
        UsageRules.SUMMARISE,
        new SummariseUsage(
            new UsageSummary(
                1,
                256,
                ledger.now(),
                ledger.now(),
                List.of(new Usage(SERVICE, new Counts(250, 1, 2, 3, 0), Optional.of(ledger.now()))),
                0,
                Counts.NONE,
                7)));
    ledger.send(PrincipalRules.REMOVE, new RemovePrincipal(SERVICE));
    ledger.send(IdentityRules.DISABLE, new DisableSystemIdentity(VM));
    ledger.send(UserIdentityRules.DELETE, new DeleteUserIdentity(SPARE));
    ledger.send(GroupRules.DELETE, new DeleteResourceGroup(OLD));
    put(in(SHOP, "Microsoft.Compute/virtualMachines/last"), "B1s");
  }

  private static Audience audience(String uri) {
    return new Audience(uri, Form.V1, Optional.empty(), Optional.empty());
  }

  private static ResourcePath path(String below) {
    return ResourcePath.parse("path", "/subscriptions/" + SUBSCRIPTION + below);
  }

  private static ResourcePath in(ResourcePath group, String typeAndName) {
    return ResourcePath.parse("path", group + "/providers/" + typeAndName);
  }

  private static ResourcePath identity(ResourcePath group, String name) {
    return in(group, "Microsoft.ManagedIdentity/userAssignedIdentities/" + name);
  }

  private static UUID uuid(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L + number);
  }

  private static PrincipalId principal(int number) {
    return new PrincipalId(uuid(number));
  }

  private static ThingId thing(ResourcePath path) {
    return fresh(path).thing();
  }

  private static Fresh fresh(ResourcePath path) {
    int number = (1_000 * path.key().hashCode()) >>> 4;
    return new Fresh(
        new ThingId(new UUID(0x4001, number)),
        new PrincipalId(new UUID(0x4002, number)),
        new ClientId(new UUID(0x4003, number)));
  }
}
