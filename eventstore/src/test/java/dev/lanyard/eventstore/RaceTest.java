package dev.lanyard.eventstore;

import static dev.lanyard.eventstore.World.ALICE;
import static dev.lanyard.eventstore.World.EXTENSION;
import static dev.lanyard.eventstore.World.GROUP;
import static dev.lanyard.eventstore.World.IDENTITY;
import static dev.lanyard.eventstore.World.OPERATORS;
import static dev.lanyard.eventstore.World.OTHER_VM;
import static dev.lanyard.eventstore.World.OWNER;
import static dev.lanyard.eventstore.World.READER;
import static dev.lanyard.eventstore.World.VM;
import static dev.lanyard.eventstore.World.addCredential;
import static dev.lanyard.eventstore.World.assign;
import static dev.lanyard.eventstore.World.attach;
import static dev.lanyard.eventstore.World.delete;
import static dev.lanyard.eventstore.World.deleteGroup;
import static dev.lanyard.eventstore.World.deleteIdentity;
import static dev.lanyard.eventstore.World.enable;
import static dev.lanyard.eventstore.World.lock;
import static dev.lanyard.eventstore.World.principalOf;
import static dev.lanyard.eventstore.World.put;
import static dev.lanyard.eventstore.World.recoverOperator;
import static dev.lanyard.eventstore.World.register;
import static dev.lanyard.eventstore.World.registerService;
import static dev.lanyard.eventstore.World.remove;
import static dev.lanyard.eventstore.World.revokeCredential;
import static dev.lanyard.eventstore.World.unassign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Accepted;
import dev.lanyard.domain.Decision.Rejected;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.RoleAssignmentExists;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Bench.Ask;
import dev.lanyard.eventstore.Bench.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must conflict does, what need not does not: rivals decide at the same head. */
class RaceTest {
  private static final ResourcePath ROOT = ResourcePath.ROOT;
  private static final PrincipalId SERVICE = new PrincipalId(World.id("service"));
  private static final PrincipalId OTHER_SERVICE = new PrincipalId(World.id("other service"));

  @TempDir private Path folder;

  /**
   * Two commands that are decided at one head.
   *
   * @param given what happens before, in an inhabited world
   * @param otherLater what the other says when it comes after the one
   * @param oneLater and the one after the other
   */
  record Race(
      String name,
      List<Ask<?, ?>> given,
      Ask<?, ?> one,
      Ask<?, ?> other,
      String otherLater,
      String oneLater) {
    Race later(String other, String one) {
      return new Race(name, given, this.one, this.other, other, one);
    }

    Race named(String prefix) {
      return new Race(prefix + name, given, one, other, otherLater, oneLater);
    }

    Race reversed() {
      return new Race(name + ", reversed", given, other, one, oneLater, otherLater);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What became of two commands, and of the ledger. */
  private record Outcome(Decision one, Decision other, List<LifecycleEvent> ledger) {}

  private static Race race(String name, Ask<?, ?> one, Ask<?, ?> other, Ask<?, ?>... given) {
    return new Race(name, List.of(given), one, other, "", "");
  }

  private static Stream<Race> conflicting() {
    return Stream.of(grants(), locks(), births(), identities(), owners(), credentials())
        .flatMap(Function.identity());
  }

  private static Stream<Race> grants() {
    Ask<?, ?> grant = assign("reader", READER, ALICE, VM);
    return Stream.of(
        race("grant, and the removal of its principal", grant, remove(ALICE))
            .later("RoleAssignmentRemoved PrincipalRemoved", "PrincipalNotFound"),
        race(
                "grant, and the deletion of the resource whose identity it is for",
                assign("reader", READER, principalOf(VM), OTHER_VM),
                delete(VM),
                enable(VM))
            .later(
                "ResourceDeleted RoleAssignmentRemoved SystemIdentityDeleted ResourceDeleted",
                "PrincipalNotFound"),
        race(
                "grant, and the deletion of the user identity that it is for",
                assign("reader", READER, principalOf(IDENTITY), OTHER_VM),
                deleteIdentity(IDENTITY))
            .later("RoleAssignmentRemoved UserIdentityDeleted", "PrincipalNotFound"),
        race("grant, and the deletion of its scope", grant, delete(VM))
            .later("ResourceDeleted RoleAssignmentRemoved ResourceDeleted", "ScopeNotFound"),
        race("grant, and the deletion of its scope's group", grant, deleteGroup(GROUP))
            .later(
                "ResourceDeleted RoleAssignmentRemoved ResourceDeleted ResourceDeleted"
                    + " UserIdentityDeleted ResourceGroupDeleted",
                "ScopeNotFound"),
        race("same grant twice", grant, assign("again", READER, ALICE, VM))
            .later("RoleAssignmentExists", "RoleAssignmentExists"));
  }

  private static Stream<Race> locks() {
    return Stream.of(
        race("lock on a group, and a deletion deep below", lock(GROUP), delete(EXTENSION))
            .later("ScopeLocked", "LockPlaced"),
        race("lock deep below, and the deletion of the group", lock(EXTENSION), deleteGroup(GROUP))
            .later("ScopeLocked", "ScopeNotFound"));
  }

  private static Stream<Race> births() {
    return Stream.of(
        race(
                "new resource, and the deletion of its group",
                put(World.in(GROUP, "Microsoft.Storage/storageAccounts/s1")),
                deleteGroup(GROUP))
            .later(
                "ResourceDeleted ResourceDeleted ResourceDeleted UserIdentityDeleted"
                    + " ResourceDeleted ResourceGroupDeleted",
                "ResourceGroupNotFound"),
        race(
                "new child, and the deletion of its parent",
                put(World.path(VM + "/extensions/backup")),
                delete(VM))
            .later("ResourceDeleted ResourceDeleted ResourceDeleted", "ParentNotFound"),
        race(
                "new child, and the deletion of its parent's group",
                put(World.path(VM + "/extensions/backup")),
                deleteGroup(GROUP))
            .later(
                "ResourceDeleted ResourceDeleted ResourceDeleted ResourceDeleted"
                    + " UserIdentityDeleted ResourceGroupDeleted",
                "ResourceGroupNotFound"));
  }

  private static Stream<Race> identities() {
    Ask<?, ?> attach = attach(VM, IDENTITY);
    return Stream.of(
        race("attach, and the deletion of the resource", attach, delete(VM))
            .later("ResourceDeleted UserIdentityDetached ResourceDeleted", "ResourceNotFound"),
        race("attach, and the deletion of the identity", attach, deleteIdentity(IDENTITY))
            .later("UserIdentityDetached UserIdentityDeleted", "IdentityNotFound"),
        race("attach, and the deletion of both sides", attach, deleteGroup(GROUP))
            .later(
                "ResourceDeleted UserIdentityDetached ResourceDeleted ResourceDeleted"
                    + " UserIdentityDeleted ResourceGroupDeleted",
                "ResourceNotFound"),
        race("identity enabled, and the deletion of its resource", enable(VM), delete(VM))
            .later("ResourceDeleted SystemIdentityDeleted ResourceDeleted", "ResourceNotFound"),
        race("identity enabled twice", enable(VM), enable(VM)).later("", ""));
  }

  private static Stream<Race> credentials() {
    Ask<?, ?> add = addCredential(SERVICE, "key");
    return Stream.of(
        race(
                "a credential, and the end of its principal",
                add,
                remove(SERVICE),
                registerService(SERVICE))
            .later("OperatorCredentialRevoked PrincipalRemoved", "PrincipalNotFound"),
        race("one credential twice", add, add, registerService(SERVICE)).later("", ""),
        race(
                "one credential for two",
                add,
                addCredential(OTHER_SERVICE, "key"),
                registerService(SERVICE),
                registerService(OTHER_SERVICE))
            .later("CredentialFixed", "CredentialFixed"),
        race(
                "a credential revoked, and the end of its principal",
                revokeCredential(SERVICE, "key"),
                remove(SERVICE),
                registerService(SERVICE),
                add)
            .later("PrincipalRemoved", ""),
        race("one operator recovered twice", recoverOperator("one"), recoverOperator("one"))
            .later("PrincipalFixed", "PrincipalFixed"));
  }

  private static Stream<Race> owners() {
    Ask<?, ?> aliceOwns = assign("owner", OWNER, ALICE, ROOT);
    Ask<?, ?> machineOwns = assign("machine", OWNER, principalOf(VM), ROOT);
    Ask<?, ?> sharedOwns = assign("shared", OWNER, principalOf(IDENTITY), ROOT);
    Ask<?, ?> operatorLeaves = unassign(OPERATORS, ROOT);
    return Stream.of(
            race("both removed", operatorLeaves, unassign("owner", ROOT), aliceOwns),
            race("one ends with its principal", operatorLeaves, remove(ALICE), aliceOwns),
            race("one ends with its resource", operatorLeaves, delete(VM), enable(VM), machineOwns),
            race(
                "one ends with its resource's group",
                operatorLeaves,
                deleteGroup(GROUP),
                enable(VM),
                machineOwns),
            race(
                "both end with what they belong to",
                delete(VM),
                deleteIdentity(IDENTITY),
                enable(VM),
                machineOwns,
                sharedOwns,
                operatorLeaves))
        .map(race -> race.named("the last two Owners: ").later("LastOwner", "LastOwner"));
  }

  private static Stream<Arguments> conflictingOnEach() {
    return conflicting()
        .flatMap(race -> Stream.of(race, race.reversed()))
        .flatMap(race -> Stream.of(Engine.values()).map(engine -> Arguments.of(race, engine)));
  }

  /** If the second did not conflict with the first, it would be appended as it was decided. */
  @ParameterizedTest(name = "{0} ({1})")
  @MethodSource("conflictingOnEach")
  void a_decision_that_another_overtook_is_as_if_it_had_been_made_later(Race race, Engine engine) {
    Outcome later = oneAfterTheOther(race);
    try (Bench bench = inhabited(engine, race)) {
      List<Decision> decisions = bench.raceInOrder(race.one(), race.other());
      assertThat(new Outcome(decisions.getFirst(), decisions.getLast(), bench.facts()))
          .isEqualTo(later);
      assertThat(said(decisions.getLast())).isEqualTo(race.otherLater());
    }
  }

  @ParameterizedTest
  @MethodSource("conflicting")
  void one_of_two_rivals_loses_in_one_order_at_least(Race race) {
    int conflicts = 0;
    for (Race order : List.of(race, race.reversed())) {
      try (Bench bench = inhabited(Engine.IN_MEMORY, order)) {
        bench.raceInOrder(order.one(), order.other());
        conflicts += bench.conflicts();
      }
    }
    assertThat(conflicts).isPositive();
  }

  private Outcome oneAfterTheOther(Race race) {
    try (Bench bench = inhabited(Engine.IN_MEMORY, race)) {
      Decision one = bench.send(race.one());
      return new Outcome(one, bench.send(race.other()), bench.facts());
    }
  }

  private Bench inhabited(Engine engine, Race race) {
    Bench bench = Bench.of(engine, folder, World.RULES);
    World.inhabited().forEach(bench::given);
    race.given().forEach(bench::given);
    return bench;
  }

  private static Stream<Race> independent() {
    return Stream.of(
        race("two attachments of one identity", attach(VM, IDENTITY), attach(OTHER_VM, IDENTITY)),
        race(
            "two new resources of one group",
            put(World.in(GROUP, "Microsoft.Storage/storageAccounts/s1")),
            put(World.in(GROUP, "Microsoft.Storage/storageAccounts/s2"))),
        race("two identities enabled", enable(VM), enable(OTHER_VM)),
        race(
            "one role at one scope for two principals",
            assign("alice", READER, ALICE, VM),
            assign("identity", READER, principalOf(IDENTITY), VM)),
        race(
            "two roles at one scope for one principal",
            assign("reader", READER, ALICE, VM),
            assign("owner", OWNER, ALICE, VM)),
        race("a lock, and a deletion beside it", lock(OTHER_VM), delete(VM)),
        race(
            "a grant, and a deletion beside it",
            assign("reader", READER, ALICE, OTHER_VM),
            delete(VM)),
        race("two operators recovered", recoverOperator("one"), recoverOperator("other")),
        race("two deletions in one group", delete(VM), delete(OTHER_VM)),
        race(
            "a grant on a resource, and the removal of an Owner",
            assign("third", OWNER, principalOf(IDENTITY), VM),
            unassign("owner", ROOT),
            assign("owner", OWNER, ALICE, ROOT)));
  }

  private static Stream<Arguments> independentOnEach() {
    return independent()
        .flatMap(race -> Stream.of(Engine.values()).map(engine -> Arguments.of(race, engine)));
  }

  @ParameterizedTest(name = "{0} ({1})")
  @MethodSource("independentOnEach")
  void what_does_not_rest_on_each_other_does_not_conflict(Race race, Engine engine) {
    try (Bench bench = inhabited(engine, race)) {
      List<Decision> decisions = bench.race(race.one(), race.other());
      assertThat(decisions)
          .allSatisfy(
              decision ->
                  assertThat(decision)
                      .isInstanceOfSatisfying(
                          Accepted.class, accepted -> assertThat(accepted.facts()).isNotEmpty()));
      assertThat(bench.conflicts()).isZero();
    }
  }

  @Test
  void of_sixteen_racing_commands_one_wins_each_of_two_hundred_rounds() {
    try (Bench bench = Bench.of(Engine.EMBEDDED, folder, World.RULES)) {
      World.inhabited().forEach(bench::given);
      for (int round = 0; round < 200; round++) {
        PrincipalId principal = new PrincipalId(new UUID(3, round));
        bench.given(register(principal));
        String name = "round " + round + " rival ";
        List<Decision> decisions =
            bench.race(
                IntStream.range(0, 16)
                    .mapToObj(rival -> assign(name + rival, READER, principal, VM))
                    .toArray(Ask<?, ?>[]::new));
        assertThat(decisions.stream().filter(Accepted.class::isInstance)).hasSize(1);
        assertThat(decisions.stream().filter(Rejected.class::isInstance))
            .hasSize(15)
            .allSatisfy(
                decision ->
                    assertThat(((Rejected) decision).why())
                        .isInstanceOf(RoleAssignmentExists.class));
      }
      assertThat(bench.facts()).hasSizeGreaterThan(400);
    }
  }

  /** A decision in words: the reason of a refusal, or the names of the facts. */
  private static String said(Decision decision) {
    return switch (decision) {
      case Rejected(var why) -> why.getClass().getSimpleName();
      case Accepted(var facts) ->
          facts.stream()
              .map(fact -> fact.event().getClass().getSimpleName())
              .collect(Collectors.joining(" "));
    };
  }
}
