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
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Rejection.PrincipalFixed;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Bench.Ask;
import dev.lanyard.eventstore.Bench.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecidersTest {
  private static final DisablePrincipal COMMAND = new DisablePrincipal(principal(1));

  @TempDir private Path folder;

  private Bench bench(Engine engine, Probe probe) {
    return Bench.of(engine, folder, List.of(probe.rule()));
  }

  private static Done<List<LifecycleEvent>> decide(Bench bench, Probe probe, UUID command) {
    return bench.deciders().decide(probe.rule(), COMMAND, Bench.context(command)).join();
  }

  @ParameterizedTest
  @EnumSource
  void an_accepted_command_appends_its_facts(Engine engine) {
    Probe probe = Probe.deciding(_ -> accepted(registered(1), disabled(1)));
    try (Bench bench = bench(engine, probe)) {
      Done<List<LifecycleEvent>> done = decide(bench, probe, new UUID(1, 1));
      assertThat(done)
          .isEqualTo(
              new Done<>(
                  List.of(),
                  List.of(registered(1), disabled(1)),
                  List.of(Fact.of(registered(1)), Fact.of(disabled(1))),
                  2,
                  done.committedAt()));
      assertThat(done.committedAt().orElseThrow())
          .isBetween(Instant.now().minusSeconds(20), Instant.now());
      assertThat(bench.facts()).containsExactly(registered(1), disabled(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void facts_carry_ids_of_their_command_and_what_they_cascade_from(Engine engine) {
    Probe probe =
        Probe.deciding(
            _ ->
                accepted(
                    List.of(new Fact(registered(1), OptionalInt.of(1)), Fact.of(disabled(1)))));
    UUID command = new UUID(1, 1);
    try (Bench bench = bench(engine, probe)) {
      decide(bench, probe, command);
      UUID first = EventIds.of(command, 0);
      UUID second = EventIds.of(command, 1);
      Metadata metadata =
          new Metadata(
              Bench.CALLER,
              List.of(Bench.CALLERS_GROUP),
              Optional.empty(),
              "DisablePrincipal",
              command,
              Optional.empty(),
              Optional.of("request"),
              Optional.of("client's request"),
              Optional.empty(),
              Personal.of("192.0.2.1"),
              Personal.none());
      assertThat(bench.messages())
          .extracting(message -> UUID.fromString(message.identifier()))
          .containsExactly(first, second);
      assertThat(bench.messages())
          .extracting(message -> Metadata.of(message.metadata()))
          .containsExactly(
              new Metadata(
                  metadata.caller(),
                  metadata.groups(),
                  metadata.onBehalfOf(),
                  metadata.operation(),
                  command,
                  Optional.of(second),
                  metadata.requestId(),
                  metadata.clientRequestId(),
                  metadata.traceId(),
                  metadata.sourceAddress(),
                  metadata.reason()),
              metadata);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_decision_without_facts_names_the_head_that_it_rests_on(Engine engine) {
    Probe probe = Probe.deciding(_ -> accepted());
    try (Bench bench = bench(engine, probe)) {
      assertThat(decide(bench, probe, new UUID(1, 1)))
          .isEqualTo(new Done<>(List.of(), List.of(), List.of(), 0, Optional.empty()));
      bench.append(registered(1), registered(2));
      List<LifecycleEvent> known = List.of(registered(1));
      assertThat(decide(bench, probe, new UUID(1, 3)))
          .isEqualTo(new Done<>(known, known, List.of(), 2, Optional.empty()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_refusal_comes_unwrapped_and_appends_nothing(Engine engine) {
    Probe probe = Probe.deciding(_ -> rejected(new PrincipalNotFound(principal(1))));
    try (Bench bench = bench(engine, probe)) {
      CompletableFuture<?> refused =
          bench.deciders().decide(probe.rule(), COMMAND, Bench.context(new UUID(1, 1)));
      assertThatThrownBy(refused::join)
          .cause()
          .isInstanceOfSatisfying(
              CommandRejected.class,
              why -> assertThat(why.rejection()).isEqualTo(new PrincipalNotFound(principal(1))));
      assertThat(refused.exceptionNow().getStackTrace()).isEmpty();
      assertThat(bench.facts()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_fact_is_folded_once_and_empty_later_steps_are_skipped(Engine engine) {
    Probe probe =
        Probe.deciding(_ -> accepted())
            .reading(
                List.of(
                    (command, _) -> Probe.of(command.principal()),
                    (_, _) -> Boundary.nothing(),
                    (_, _) -> Boundary.any(Probe.of(principal(1)), Probe.of(principal(2)))));
    try (Bench bench = bench(engine, probe)) {
      bench.append(registered(1), registered(2), disabled(1));
      assertThat(decide(bench, probe, new UUID(1, 2)).before())
          .containsExactly(registered(1), disabled(1), registered(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void later_steps_are_read_as_of_the_head_of_the_first(Engine engine) {
    List<Runnable> once = new ArrayList<>();
    Function<List<LifecycleEvent>, Decision> refusing =
        known -> rejected(new PrincipalFixed(principal(known.size())));
    Probe probe =
        Probe.deciding(refusing)
            .reading(
                List.of(
                    (command, _) -> Probe.of(command.principal()),
                    (_, _) -> {
                      once.removeFirst().run();
                      return Probe.of(principal(2));
                    }));
    try (Bench bench = bench(engine, probe)) {
      once.add(() -> bench.append(registered(2)));
      once.add(() -> {});
      assertThat(bench.send(new Ask<>(probe.rule(), COMMAND)))
          .isEqualTo(rejected(new PrincipalFixed(principal(0))));
      assertThat(bench.send(new Ask<>(probe.rule(), COMMAND)))
          .isEqualTo(rejected(new PrincipalFixed(principal(1))));
      assertThat(bench.facts()).containsExactly(registered(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_that_has_read_enough_is_refused_without_being_asked(Engine engine) {
    Probe probe =
        Probe.deciding(_ -> accepted(disabled(1)))
            .reading(
                List.of(
                    (command, _) -> Probe.of(command.principal()),
                    (_, _) -> {
                      throw new IllegalStateException("nothing more is to be read");
                    }))
            .atMost(2);
    try (Bench bench = bench(engine, probe)) {
      bench.append(registered(1), disabled(1), disabled(1));
      assertThat(bench.send(new Ask<>(probe.rule(), COMMAND)))
          .isEqualTo(rejected(new PrincipalFixed(principal(1))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_that_starts_by_reading_nothing_is_a_fault(Engine engine) {
    Probe probe =
        Probe.deciding(_ -> accepted(registered(1))).reading(List.of((_, _) -> Boundary.nothing()));
    try (Bench bench = bench(engine, probe)) {
      assertThatThrownBy(() -> decide(bench, probe, new UUID(1, 1)))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(bench.facts()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_lost_race_is_decided_again_as_the_same_command(Engine engine) {
    Probe probe =
        Probe.deciding(known -> known.isEmpty() ? accepted(registered(1)) : accepted(disabled(1)));
    try (Bench bench = bench(engine, probe)) {
      assertThat(
              bench.sendDuring(new Ask<>(probe.rule(), COMMAND), () -> bench.append(registered(1))))
          .isEqualTo(accepted(disabled(1)));
      assertThat(bench.facts()).containsExactly(registered(1), disabled(1));
      assertThat(bench.messages().getLast().identifier())
          .isEqualTo(EventIds.of(new UUID(5, 1), 0).toString());
      assertThat(bench.conflicts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_the_rule_did_not_read_costs_no_race(Engine engine) {
    Probe probe = Probe.deciding(_ -> accepted(registered(1)));
    try (Bench bench = bench(engine, probe)) {
      bench.sendDuring(new Ask<>(probe.rule(), COMMAND), () -> bench.append(registered(2)));
      assertThat(bench.facts()).containsExactly(registered(2), registered(1));
      assertThat(bench.conflicts()).isZero();
    }
  }
}
