package dev.lanyard.eventstore;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.eventstore.Probe.disabled;
import static dev.lanyard.eventstore.Probe.principal;
import static dev.lanyard.eventstore.Probe.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.ExclusiveTickets.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class LostRacesTest {
  private static final DisablePrincipal COMMAND = new DisablePrincipal(principal(1));
  private static final Probe PROBE = Probe.deciding(_ -> accepted(disabled(1)));

  private final List<String> tickets = new ArrayList<>();
  private Instant now = Instant.now();

  private CompletableFuture<Ticket> take(Instant deadline) {
    tickets.add("taken");
    return CompletableFuture.completedFuture(() -> tickets.add("closed"));
  }

  private Bench bench() {
    return Bench.inMemory(List.of(PROBE.rule()), this::take, () -> now);
  }

  private static CompletableFuture<Done<List<LifecycleEvent>>> decide(Bench bench) {
    return bench.deciders().decide(PROBE.rule(), COMMAND, Bench.context(new UUID(1, 1)));
  }

  /** Lets the next attempts lose, each to a fact that the rule has read about. */
  private static void lose(Bench bench, int times) {
    List<Integer> left = new ArrayList<>(List.of(times));
    bench.beforeEachAppend(
        () -> {
          if (left.getFirst() > 0) {
            left.set(0, left.getFirst() - 1);
            bench.append(registered(1));
          }
        });
  }

  @Test
  void one_lost_race_is_decided_again_without_a_ticket() {
    try (Bench bench = bench()) {
      lose(bench, 1);
      assertThat(decide(bench).join().before()).containsExactly(registered(1));
      assertThat(bench.conflicts()).isEqualTo(1);
      assertThat(tickets).isEmpty();
    }
  }

  @Test
  void after_two_lost_races_a_command_goes_first() {
    try (Bench bench = bench()) {
      lose(bench, 2);
      assertThat(decide(bench).join().position()).isEqualTo(3);
      assertThat(bench.conflicts()).isEqualTo(2);
      assertThat(tickets).containsExactly("taken", "closed");
    }
  }

  @Test
  void a_ticket_that_did_not_help_is_closed_before_the_next_is_taken() {
    try (Bench bench = bench()) {
      lose(bench, 4);
      decide(bench).join();
      assertThat(tickets).containsExactly("taken", "closed", "taken", "closed", "taken", "closed");
    }
  }

  @Test
  void a_command_past_its_deadline_is_not_decided() {
    now = Instant.now().plusSeconds(60);
    try (Bench bench = bench()) {
      assertThatThrownBy(() -> decide(bench).join())
          .hasCause(new CommandTimedOut("came past its deadline"));
      assertThat(bench.facts()).isEmpty();
    }
  }

  @Test
  void a_command_that_loses_until_its_deadline_times_out() {
    try (Bench bench = bench()) {
      bench.beforeEachAppend(
          () -> {
            bench.append(registered(1));
            now = now.plusSeconds(15);
          });
      assertThatThrownBy(() -> decide(bench).join())
          .hasCause(new CommandTimedOut("lost 2 races until its deadline"));
      assertThat(bench.facts()).containsExactly(registered(1), registered(1));
    }
  }

  @Test
  void a_command_whose_turn_does_not_come_times_out() {
    ExclusiveTickets never =
        _ -> CompletableFuture.failedFuture(new TimeoutException("another holds it"));
    try (Bench bench = Bench.inMemory(List.of(PROBE.rule()), never, () -> now)) {
      lose(bench, 2);
      assertThatThrownBy(() -> decide(bench).join())
          .hasCause(new CommandTimedOut("waited until its deadline to go first"));
    }
  }
}
