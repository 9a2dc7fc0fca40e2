package dev.lanyard.eventstore;

import static dev.lanyard.eventstore.ReviewWorld.erase;
import static dev.lanyard.eventstore.ReviewWorld.recordReplay;
import static dev.lanyard.eventstore.ReviewWorld.summarise;
import static dev.lanyard.eventstore.TrustWorld.distrust;
import static dev.lanyard.eventstore.TrustWorld.enrol;
import static dev.lanyard.eventstore.TrustWorld.federate;
import static dev.lanyard.eventstore.TrustWorld.issue;
import static dev.lanyard.eventstore.TrustWorld.issueCode;
import static dev.lanyard.eventstore.TrustWorld.registerAudience;
import static dev.lanyard.eventstore.TrustWorld.removeAudience;
import static dev.lanyard.eventstore.TrustWorld.revoke;
import static dev.lanyard.eventstore.TrustWorld.revokeTokens;
import static dev.lanyard.eventstore.TrustWorld.rotate;
import static dev.lanyard.eventstore.TrustWorld.trust;
import static dev.lanyard.eventstore.TrustWorld.unfederate;
import static dev.lanyard.eventstore.World.ALICE;
import static dev.lanyard.eventstore.World.EXTENSION;
import static dev.lanyard.eventstore.World.GROUP;
import static dev.lanyard.eventstore.World.IDENTITY;
import static dev.lanyard.eventstore.World.OTHER_VM;
import static dev.lanyard.eventstore.World.OWNER;
import static dev.lanyard.eventstore.World.READER;
import static dev.lanyard.eventstore.World.VM;
import static dev.lanyard.eventstore.World.addCredential;
import static dev.lanyard.eventstore.World.assign;
import static dev.lanyard.eventstore.World.attach;
import static dev.lanyard.eventstore.World.createGroup;
import static dev.lanyard.eventstore.World.createIdentity;
import static dev.lanyard.eventstore.World.define;
import static dev.lanyard.eventstore.World.delete;
import static dev.lanyard.eventstore.World.deleteGroup;
import static dev.lanyard.eventstore.World.deleteIdentity;
import static dev.lanyard.eventstore.World.deleteRole;
import static dev.lanyard.eventstore.World.detach;
import static dev.lanyard.eventstore.World.disable;
import static dev.lanyard.eventstore.World.enable;
import static dev.lanyard.eventstore.World.expire;
import static dev.lanyard.eventstore.World.expiring;
import static dev.lanyard.eventstore.World.group;
import static dev.lanyard.eventstore.World.identity;
import static dev.lanyard.eventstore.World.in;
import static dev.lanyard.eventstore.World.lock;
import static dev.lanyard.eventstore.World.patch;
import static dev.lanyard.eventstore.World.principalOf;
import static dev.lanyard.eventstore.World.put;
import static dev.lanyard.eventstore.World.recoverOperator;
import static dev.lanyard.eventstore.World.register;
import static dev.lanyard.eventstore.World.registerService;
import static dev.lanyard.eventstore.World.remove;
import static dev.lanyard.eventstore.World.revokeCredential;
import static dev.lanyard.eventstore.World.unassign;
import static dev.lanyard.eventstore.World.unlock;
import static dev.lanyard.eventstore.World.updateGroup;
import static dev.lanyard.eventstore.World.updateIdentity;
import static dev.lanyard.eventstore.World.updateRole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Bench.Ask;
import dev.lanyard.eventstore.Bench.Engine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens elsewhere changes no decision, and costs none a race. */
class BoundaryTest {
  private static final PrincipalId BOB = new PrincipalId(World.id("bob"));
  private static final PrincipalId SERVICE = new PrincipalId(World.id("service"));
  private static final PrincipalId FAR_SERVICE = new PrincipalId(World.id("far service"));
  private static final ResourcePath ELSEWHERE = group("elsewhere");
  private static final ResourcePath FAR_VM = in(ELSEWHERE, "Microsoft.Compute/virtualMachines/vm1");
  private static final ResourcePath FAR_IDENTITY = identity(ELSEWHERE, "shared");

  private static final String ISSUER = "https://issuer.example";
  private static final String FAR_ISSUER = "https://far.example";
  private static final String AUDIENCE = "api://orders";
  private static final String FAR_AUDIENCE = "api://far";

  /** All kinds of facts about things, people and roles that no case is about. */
  private static final List<Ask<?, ?>> BEFORE =
      List.of(
          createGroup(ELSEWHERE),
          put(FAR_VM),
          enable(FAR_VM),
          createIdentity(FAR_IDENTITY),
          attach(FAR_VM, FAR_IDENTITY),
          register(BOB),
          assign("bob reads", READER, BOB, FAR_VM),
          assign("far machine owns", OWNER, principalOf(FAR_VM), ELSEWHERE),
          define("Elsewhere's role", ELSEWHERE),
          recoverOperator("operator elsewhere"),
          registerService(FAR_SERVICE),
          addCredential(FAR_SERVICE, "far"),
          issue(FAR_VM, "far secret"),
          issueCode(FAR_VM, "far code"),
          federate(FAR_IDENTITY, "main"),
          trust(FAR_ISSUER),
          registerAudience(FAR_AUDIENCE),
          lock(ELSEWHERE));

  /** More of them, with ends among them. */
  private static final List<Ask<?, ?>> MEANWHILE =
      List.of(
          updateGroup(ELSEWHERE),
          patch(FAR_VM),
          unlock(ELSEWHERE),
          detach(FAR_VM, FAR_IDENTITY),
          rotate(FAR_VM, "far secret", "far secret two"),
          enrol(FAR_VM, "far code", "far certificate"),
          revoke(FAR_VM, "far secret"),
          revokeTokens(FAR_VM),
          revokeTokens(FAR_SERVICE),
          federate(FAR_IDENTITY, "other"),
          unfederate(FAR_IDENTITY, "main"),
          distrust(FAR_ISSUER),
          removeAudience(FAR_AUDIENCE),
          updateIdentity(FAR_IDENTITY),
          updateRole("Elsewhere's role", ELSEWHERE),
          put(World.path(FAR_VM + "/extensions/monitor")),
          delete(FAR_VM),
          remove(BOB),
          addCredential(FAR_SERVICE, "far too"),
          revokeCredential(FAR_SERVICE, "far"),
          remove(FAR_SERVICE),
          deleteRole("Elsewhere's role"),
          deleteGroup(ELSEWHERE));

  @TempDir private Path folder;

  /**
   * A command, and what its world has seen.
   *
   * @param given happens in an inhabited world
   */
  record Case(Ask<?, ?> ask, List<Ask<?, ?>> given) {
    @Override
    public String toString() {
      return ask.command().getClass().getSimpleName() + " after " + given.size() + " more";
    }
  }

  private static Case of(Ask<?, ?> ask, Ask<?, ?>... given) {
    return new Case(ask, List.of(given));
  }

  private static Stream<Case> cases() {
    Ask<?, ?> reader = assign("reader", READER, ALICE, VM);
    return Stream.of(
        of(World.defaultsOfNextRelease()),
        of(createGroup(group("new"))),
        of(updateGroup(GROUP)),
        of(deleteGroup(GROUP), reader, enable(VM), attach(OTHER_VM, IDENTITY)),
        of(deleteGroup(GROUP), lock(EXTENSION)),
        of(put(in(GROUP, "Microsoft.Storage/storageAccounts/s1"))),
        of(put(VM, Map.of("changed", "yes")), enable(VM), attach(VM, IDENTITY)),
        of(patch(VM), enable(VM)),
        of(delete(VM), reader, enable(VM), attach(VM, IDENTITY)),
        of(enable(VM)),
        of(disable(VM), enable(VM), assign("machine", READER, principalOf(VM), OTHER_VM)),
        of(attach(VM, IDENTITY)),
        of(detach(VM, IDENTITY), attach(VM, IDENTITY), attach(OTHER_VM, IDENTITY)),
        of(createIdentity(identity(GROUP, "new"))),
        of(updateIdentity(IDENTITY)),
        of(deleteIdentity(IDENTITY), attach(VM, IDENTITY), attach(OTHER_VM, IDENTITY)),
        of(register(new PrincipalId(World.id("carol")))),
        of(recoverOperator("new operator")),
        of(addCredential(SERVICE, "new"), registerService(SERVICE), addCredential(SERVICE, "old")),
        of(
            revokeCredential(SERVICE, "old"),
            registerService(SERVICE),
            addCredential(SERVICE, "old")),
        of(remove(SERVICE), registerService(SERVICE), addCredential(SERVICE, "old")),
        of(World.disablePrincipal(ALICE), reader),
        of(remove(ALICE), reader),
        of(define("New role", GROUP)),
        of(updateRole("Role", VM), define("Role", GROUP)),
        of(deleteRole("Role"), define("Role", GROUP)),
        of(reader),
        of(assign("owner", OWNER, ALICE, ResourcePath.ROOT)),
        of(unassign("reader", VM), reader),
        of(
            unassign(World.OPERATORS, ResourcePath.ROOT),
            assign("owner", OWNER, ALICE, ResourcePath.ROOT)),
        of(expire("passing"), expiring("passing", READER, ALICE, VM)),
        of(delete(VM), issue(VM, "secret"), issue(OTHER_VM, "other secret")),
        of(deleteIdentity(IDENTITY), federate(IDENTITY, "main")),
        of(issue(VM, "new"), issue(VM, "secret")),
        of(rotate(VM, "secret", "new"), issue(VM, "secret")),
        of(enrol(VM, "code", "certificate"), issueCode(VM, "code")),
        of(revoke(VM, "secret"), issue(VM, "secret")),
        of(federate(IDENTITY, "new"), federate(IDENTITY, "main")),
        of(unfederate(IDENTITY, "main"), federate(IDENTITY, "main")),
        of(trust(ISSUER)),
        of(distrust(ISSUER), trust(ISSUER)),
        of(revokeTokens(IDENTITY)),
        of(revokeTokens(VM), enable(VM)),
        of(revokeTokens(ALICE)),
        of(registerAudience(AUDIENCE)),
        of(removeAudience(AUDIENCE), registerAudience(AUDIENCE)),
        of(lock(VM)),
        of(unlock(VM), lock(VM)),
        of(summarise(1), summarise(0)),
        of(recordReplay("new"), recordReplay("old")),
        of(erase(2), erase(1)));
  }

  @Test
  void every_command_has_a_case() {
    Set<Class<?>> asked =
        cases().map(each -> each.ask().command().getClass()).collect(Collectors.toSet());
    assertThat(asked).isEqualTo(commandsOf(LifecycleCommand.class).collect(Collectors.toSet()));
  }

  private static Stream<Class<?>> commandsOf(Class<?> family) {
    return family.isRecord()
        ? Stream.of(family)
        : Arrays.stream(family.getPermittedSubclasses()).flatMap(BoundaryTest::commandsOf);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_happened_elsewhere_changes_nothing(Case each) {
    try (Bench alone = inhabited(Engine.IN_MEMORY, each);
        Bench beside = inhabited(Engine.IN_MEMORY, each)) {
      beside.append(elsewhere(BEFORE));
      Decision decision = alone.send(each.ask());
      assertThat(beside.send(each.ask())).isEqualTo(decision);
      assertThat(decision).as("it says something").isNotEqualTo(Decision.accepted());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_happens_elsewhere_meanwhile_costs_no_race(Case each) {
    LifecycleEvent[] before = elsewhere(BEFORE);
    LifecycleEvent[] all = elsewhere(Stream.concat(BEFORE.stream(), MEANWHILE.stream()).toList());
    LifecycleEvent[] meanwhile = Arrays.copyOfRange(all, before.length, all.length);
    try (Bench bench = inhabited(Engine.EMBEDDED, each)) {
      bench.append(before);
      int head = bench.facts().size();
      Decision decision = bench.sendDuring(each.ask(), () -> bench.append(meanwhile));
      assertThat(bench.conflicts()).isZero();
      if (decision instanceof Decision.Accepted(var facts)) {
        assertThat(bench.facts().subList(head, head + meanwhile.length)).containsExactly(meanwhile);
        assertThat(bench.facts()).hasSize(head + meanwhile.length + facts.size());
      }
    }
  }

  private Bench inhabited(Engine engine, Case each) {
    Bench bench = Bench.of(engine, folder, World.RULES);
    World.inhabited().forEach(bench::given);
    each.given().forEach(bench::given);
    return bench;
  }

  /** The facts that these commands lead to, after the defaults. */
  private LifecycleEvent[] elsewhere(List<Ask<?, ?>> asks) {
    try (Bench bench = Bench.of(Engine.IN_MEMORY, folder, World.RULES)) {
      bench.given(World.defaults());
      int defaults = bench.facts().size();
      asks.forEach(bench::given);
      List<LifecycleEvent> facts = bench.facts();
      return facts.subList(defaults, facts.size()).toArray(LifecycleEvent[]::new);
    }
  }
}
