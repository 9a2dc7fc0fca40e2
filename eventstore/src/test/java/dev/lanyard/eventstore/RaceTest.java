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
import static dev.lanyard.eventstore.World.assign;
import static dev.lanyard.eventstore.World.attach;
import static dev.lanyard.eventstore.World.delete;
import static dev.lanyard.eventstore.World.deleteGroup;
import static dev.lanyard.eventstore.World.deleteIdentity;
import static dev.lanyard.eventstore.World.enable;
import static dev.lanyard.eventstore.World.lock;
import static dev.lanyard.eventstore.World.principalOf;
import static dev.lanyard.eventstore.World.put;
import static dev.lanyard.eventstore.World.register;
import static dev.lanyard.eventstore.World.remove;
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

  @TempDir private Path folder;

  /**
   * Two commands that rest on each other.
   *
   * @param given what happens before, in an inhabited world
   */
  record Race(String name, List<Ask<?, ?>> given, Ask<?, ?> one, Ask<?, ?> other) {
    Race reversed() {
      return new Race(name + ", reversed", given, other, one);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What became of two commands, and of the ledger. */
  private record Outcome(Decision one, Decision other, List<LifecycleEvent> ledger) {}

  private static Race race(String name, Ask<?, ?> one, Ask<?, ?> other, Ask<?, ?>... given) {
    return new Race(name, List.of(given), one, other);
  }

  private static Stream<Race> conflicting() {
    Ask<?, ?> readerOnVm = assign("reader", READER, ALICE, VM);
    Ask<?, ?> ownerAtRoot = assign("owner", OWNER, ALICE, ROOT);
    Ask<?, ?> machineOwns = assign("machine", OWNER, principalOf(VM), ROOT);
    Ask<?, ?> sharedOwns = assign("shared", OWNER, principalOf(IDENTITY), ROOT);
    Ask<?, ?> operatorLeaves = unassign(OPERATORS, ROOT);
    return Stream.of(
        race("grant, and the removal of its principal", readerOnVm, remove(ALICE)),
        race(
            "grant, and the deletion of the resource whose identity it is for",
            assign("reader", READER, principalOf(VM), OTHER_VM),
            delete(VM),
            enable(VM)),
        race(
            "grant, and the deletion of the user identity that it is for",
            assign("reader", READER, principalOf(IDENTITY), OTHER_VM),
            deleteIdentity(IDENTITY)),
        race("grant, and the deletion of its scope", readerOnVm, delete(VM)),
        race("grant, and the deletion of its scope's group", readerOnVm, deleteGroup(GROUP)),
        race("lock on a group, and a deletion deep below", lock(GROUP), delete(EXTENSION)),
        race("lock deep below, and the deletion of the group", lock(EXTENSION), deleteGroup(GROUP)),
        race(
            "new resource, and the deletion of its group",
            put(World.in(GROUP, "Microsoft.Storage/storageAccounts/s1")),
            deleteGroup(GROUP)),
        race(
            "new child, and the deletion of its parent",
            put(World.path(VM + "/extensions/backup")),
            delete(VM)),
        race(
            "new child, and the deletion of its parent's group",
            put(World.path(VM + "/extensions/backup")),
            deleteGroup(GROUP)),
        race("attach, and the deletion of the resource", attach(VM, IDENTITY), delete(VM)),
        race(
            "attach, and the deletion of the identity",
            attach(VM, IDENTITY),
            deleteIdentity(IDENTITY)),
        race("attach, and the deletion of both sides", attach(VM, IDENTITY), deleteGroup(GROUP)),
        race("identity enabled, and the deletion of its resource", enable(VM), delete(VM)),
        race("identity enabled twice", enable(VM), enable(VM)),
        race("same grant twice", readerOnVm, assign("again", READER, ALICE, VM)),
        race("the last two Owners, removed", operatorLeaves, unassign("owner", ROOT), ownerAtRoot),
        race(
            "the last two Owners, one removed and one ended with its principal",
            operatorLeaves,
            remove(ALICE),
            ownerAtRoot),
        race(
            "the last two Owners, one removed and one ended with its resource",
            operatorLeaves,
            delete(VM),
            enable(VM),
            machineOwns),
        race(
            "the last two Owners, one removed and one ended with its group",
            operatorLeaves,
            deleteGroup(GROUP),
            enable(VM),
            machineOwns),
        race(
            "the last two Owners, both ended with what they belong to",
            delete(VM),
            deleteIdentity(IDENTITY),
            enable(VM),
            machineOwns,
            sharedOwns,
            operatorLeaves));
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
}
