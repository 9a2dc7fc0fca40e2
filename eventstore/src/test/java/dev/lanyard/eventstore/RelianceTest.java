package dev.lanyard.eventstore;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.eventstore.Probe.disabled;
import static dev.lanyard.eventstore.Probe.principal;
import static dev.lanyard.eventstore.Probe.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Bench.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The command is about principal 1; the caller's right rests on what is said of principal 2. */
class RelianceTest {
  private static final DisablePrincipal COMMAND = new DisablePrincipal(principal(1));
  private static final Probe ACCEPTING = Probe.deciding(_ -> accepted(disabled(1)));

  @TempDir private Path folder;

  private Bench bench(Engine engine, Probe probe) {
    return Bench.of(engine, folder, List.of(probe.rule()));
  }

  private static Reliance checkedAt(long position) {
    return new Reliance(position, Probe.of(principal(2)), Optional.empty());
  }

  private static CompletableFuture<Done<List<LifecycleEvent>>> decide(
      Bench bench, Probe probe, Reliance reliance) {
    return bench.deciders().decide(probe.rule(), COMMAND, Bench.context(new UUID(1, 1), reliance));
  }

  private static void assertLost(CompletableFuture<?> decided, long head) {
    assertThatThrownBy(decided::join)
        .cause()
        .isInstanceOfSatisfying(
            RelianceLost.class,
            lost -> {
              assertThat(lost.head()).isEqualTo(head);
              assertThat(lost.getStackTrace()).isEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource
  void what_was_there_when_the_caller_was_checked_takes_no_right_away(Engine engine) {
    try (Bench bench = bench(engine, ACCEPTING)) {
      bench.append(registered(2), disabled(2));
      assertThat(decide(bench, ACCEPTING, checkedAt(2)).join().position()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_happens_elsewhere_takes_no_right_away(Engine engine) {
    try (Bench bench = bench(engine, ACCEPTING)) {
      bench.append(registered(2), registered(3), registered(1));
      Done<List<LifecycleEvent>> done = decide(bench, ACCEPTING, checkedAt(1)).join();
      assertThat(done.before()).containsExactly(registered(1));
      assertThat(bench.facts())
          .containsExactly(registered(2), registered(3), registered(1), disabled(1));
    }
  }

  private static Stream<Arguments> decisions() {
    return Stream.<Decision>of(
            accepted(disabled(1)), accepted(), rejected(new PrincipalNotFound(principal(1))))
        .flatMap(
            decision -> Stream.of(Engine.values()).map(engine -> Arguments.of(decision, engine)));
  }

  @ParameterizedTest(name = "{0} ({1})")
  @MethodSource("decisions")
  void nothing_is_decided_by_a_right_that_was_taken_away(Decision decision, Engine engine) {
    Probe probe = Probe.deciding(_ -> decision);
    try (Bench bench = bench(engine, probe)) {
      bench.append(registered(2), disabled(2), registered(3));
      assertLost(decide(bench, probe, checkedAt(1)), 3);
      assertThat(bench.facts()).containsExactly(registered(2), disabled(2), registered(3));
      assertThat(bench.conflicts()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_right_that_is_taken_away_before_the_append_loses_the_race(Engine engine) {
    try (Bench bench = bench(engine, ACCEPTING)) {
      bench.append(registered(2));
      bench.beforeEachAppend(() -> bench.append(disabled(2)));
      assertLost(decide(bench, ACCEPTING, checkedAt(1)), 2);
      assertThat(bench.facts()).containsExactly(registered(2), disabled(2));
      assertThat(bench.conflicts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_check_that_knows_more_than_the_ledger_is_a_fault(Engine engine) {
    try (Bench bench = bench(engine, ACCEPTING)) {
      bench.append(registered(2));
      CompletableFuture<?> decided = decide(bench, ACCEPTING, checkedAt(2));
      assertThatThrownBy(decided::join)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the caller was checked as of 2, beyond the head 1");
      assertThat(bench.facts()).containsExactly(registered(2));
    }
  }

  @Test
  void a_right_counts_until_the_instant_of_its_expiry() {
    Instant until = Instant.now();
    Reliance expiring = new Reliance(1, Boundary.nothing(), Optional.of(until));
    for (Instant late : List.of(until, until.plusNanos(1))) {
      try (Bench bench = inMemory(late)) {
        assertLost(decide(bench, ACCEPTING, expiring), 1);
        assertThat(bench.facts()).containsExactly(registered(2));
      }
    }
    try (Bench bench = inMemory(until.minusNanos(1))) {
      assertThat(decide(bench, ACCEPTING, expiring).join().position()).isEqualTo(2);
    }
  }

  private static Bench inMemory(Instant now) {
    Bench bench =
        Bench.inMemory(
            List.of(ACCEPTING.rule()), _ -> CompletableFuture.completedFuture(() -> {}), () -> now);
    bench.append(registered(2));
    return bench;
  }
}
