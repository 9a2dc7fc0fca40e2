package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.identity.IdentityRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.domain.resource.ResourceRules;
import dev.lanyard.domain.role.BuiltInRoles;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.domain.token.BuiltInAudiences;
import dev.lanyard.eventstore.CommandContext;
import dev.lanyard.eventstore.Deciders;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.eventstore.Vocabulary;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.LedgerKind;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import dev.lanyard.eventstore.replay.RowReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A ledger in a folder with its rules, and the few commands that the measurements send. */
final class InProcess implements AutoCloseable {
  private static final PrincipalId OPERATOR = new PrincipalId(UUID.randomUUID());

  private final EmbeddedLedger<Recorded> store;
  private final Deciders deciders;

  /** A ledger of its own, with what every rule needs. */
  InProcess(Path folder) {
    this(open(folder));
    installDefaults();
  }

  private static EmbeddedLedger<Recorded> open(Path folder) {
    return EmbeddedLedger.open(
        folder,
        LedgerKind.lifecycle(Vocabulary.lifecycle()),
        InstantSource.system(),
        LedgerSettings.defaults(),
        LedgerMetrics.NONE);
  }

  private InProcess(EmbeddedLedger<Recorded> store) {
    this.store = store;
    Vocabulary<LifecycleEvent> vocabulary = Vocabulary.lifecycle();
    List<Rule<?, ?>> rules =
        Stream.of(
                LedgerRules.all(),
                GroupRules.all(),
                ResourceRules.all(),
                IdentityRules.all(),
                UserIdentityRules.all(),
                PrincipalRules.all(),
                RoleRules.all())
            .<Rule<?, ?>>flatMap(List::stream)
            .toList();
    deciders =
        new Deciders(
            Deciders.commandBus(),
            Deciders.eventStore(store.engine()),
            vocabulary,
            rules,
            store.tickets(),
            InstantSource.system(),
            (_, _) -> {});
  }

  /** The ledger of a server that has ended, whose subscription is that of {@link Places}. */
  static InProcess left(Path folder) {
    return new InProcess(open(folder));
  }

  private void installDefaults() {
    Operator operator =
        new Operator(
            OPERATOR,
            new ClientId(UUID.randomUUID()),
            Personal.none(),
            new AssignmentId(UUID.randomUUID()),
            List.of());
    send(
        LedgerRules.INSTALL,
        new InstallDefaults(
            new TenantId(UUID.randomUUID()),
            Places.SUBSCRIPTION,
            "bench",
            BuiltInRoles.ALL,
            BuiltInAudiences.ALL,
            operator));
  }

  Ledger<Recorded> ledger() {
    return store.ledger();
  }

  /** All rows from the first one on, hashed on the way. */
  RowReading<Recorded> rows() {
    return store.rows();
  }

  /** How many appends wait. */
  int queueDepth() {
    return store.queueDepth();
  }

  /** Rows that decisions have looked at since the start. */
  long rowsVisited() {
    return store.rowsVisited();
  }

  void createGroup(String group) {
    send(
        GroupRules.CREATE,
        new CreateResourceGroup(
            Places.group(group), new ThingId(UUID.randomUUID()), "local", Optional.empty()));
  }

  void createIdentity(String group, String name) {
    send(
        UserIdentityRules.CREATE,
        new CreateUserIdentity(
            Places.identity(group, name), fresh(), "local", Map.of(), Optional.empty()));
  }

  /** Creates a machine without identities: one event. */
  CompletableFuture<?> createMachine(String group, String name) {
    return start(
        ResourceRules.PUT,
        new PutResource(
            Places.machine(group, name),
            fresh(),
            Optional.of("local"),
            Map.of("env", "bench"),
            new Json.Obj(Map.of("properties", new Json.Obj(Map.of("size", new Json.Text("B1s"))))),
            Optional.empty(),
            new Precondition.Always()));
  }

  /** Attaches an identity to a machine of the same group: one event. */
  CompletableFuture<?> attach(String group, String machine, String identity) {
    return start(
        IdentityRules.ATTACH,
        new AttachUserIdentity(Places.machine(group, machine), Places.identity(group, identity)));
  }

  <C extends LifecycleCommand, S> void send(Rule<C, S> rule, C command) {
    start(rule, command).join();
  }

  private <C extends LifecycleCommand, S> CompletableFuture<?> start(Rule<C, S> rule, C command) {
    return deciders.decide(
        rule,
        command,
        new CommandContext(
            UUID.randomUUID(),
            OPERATOR,
            List.of(),
            Optional.empty(),
            Optional.of("bench"),
            Optional.empty(),
            Optional.empty(),
            Personal.of("127.0.0.1"),
            Personal.none(),
            Reliance.NONE,
            Instant.now().plus(Duration.ofMinutes(1))));
  }

  private static Fresh fresh() {
    return new Fresh(
        new ThingId(UUID.randomUUID()),
        new PrincipalId(UUID.randomUUID()),
        new ClientId(UUID.randomUUID()));
  }

  @Override
  public void close() {
    store.close();
  }
}
