package dev.lanyard.eventstore;

import static dev.lanyard.eventstore.World.READER;
import static dev.lanyard.eventstore.World.VM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.principal.PrincipalRules;
import dev.lanyard.eventstore.Bench.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A right that is revoked at a position is of no use from there on, however hard it is tried. */
class RelianceRaceTest {
  private static final int WRITERS = 6;
  private static final int ROUNDS = 40;

  /** One may be decided before the revocation and answered after it. */
  private static final int LATE_WRITES_MAX = 1;

  private static final int WRITES_BEFORE_REVOCATION_MAX = 25;

  @TempDir private Path folder;

  /** One round: a right, writers who use it until it is gone, and its revocation meanwhile. */
  private static final class Round {
    private final Bench bench;
    private final int seed;
    private final String right;
    private final CountDownLatch writesBeforeRevocation;
    private volatile boolean revoked;

    private Round(Bench bench, int seed) {
      this.bench = bench;
      this.seed = seed;
      this.right = "right " + seed;
      this.writesBeforeRevocation =
          new CountDownLatch(1 + new Random(seed).nextInt(WRITES_BEFORE_REVOCATION_MAX));
    }

    private void play() throws Exception {
      PrincipalId holder = new PrincipalId(new UUID(4, seed));
      bench.given(World.register(holder), World.assign(right, READER, holder, VM));
      long granted = bench.messages().size();
      try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          int number = writer;
          writers.add(threads.submit(() -> writeUntilRevoked(number, granted)));
        }
        assertThat(writesBeforeRevocation.await(20, TimeUnit.SECONDS)).isTrue();
        bench.given(World.unassign(right, VM));
        revoked = true;
        for (Future<?> writer : writers) {
          writer.get(20, TimeUnit.SECONDS);
        }
      }
      List<LifecycleEvent> since = since(granted);
      int removal = since.indexOf(removal(since));
      assertThat(since.subList(0, removal))
          .isNotEmpty()
          .hasOnlyElementsOfType(PrincipalRegistered.class);
      assertThat(since.subList(removal + 1, since.size())).as("seed %d", seed).isEmpty();
    }

    /** Each second writer is checked anew by each of its writes, the others were checked once. */
    private void writeUntilRevoked(int writer, long granted) {
      long checked = granted;
      for (int write = 0, late = 0; late <= LATE_WRITES_MAX; write++) {
        UUID id = new UUID(100 + seed, ((long) writer << 32) + write);
        try {
          long written = write(id, checked);
          checked = writer % 2 == 0 ? written : granted;
          writesBeforeRevocation.countDown();
          late += revoked ? 1 : 0;
        } catch (CompletionException failure) {
          assertThat(failure.getCause()).isInstanceOf(RelianceLost.class);
          return;
        }
      }
    }

    private long write(UUID id, long checked) {
      Reliance reliance =
          new Reliance(
              checked,
              Boundary.of(
                  Set.of(RoleAssignmentRemoved.class),
                  Tags.assignment(new AssignmentId(World.id(right)))),
              Optional.empty());
      RegisterPrincipal command =
          new RegisterPrincipal(
              new PrincipalId(id),
              PrincipalType.USER,
              new Subject("https://issuer.example", "written " + id),
              Personal.none());
      return bench
          .deciders()
          .decide(PrincipalRules.REGISTER, command, Bench.context(id, reliance))
          .join()
          .position();
    }

    private List<LifecycleEvent> since(long position) {
      List<LifecycleEvent> all = bench.facts();
      return all.subList((int) position, all.size());
    }
  }

  private static LifecycleEvent removal(List<LifecycleEvent> facts) {
    return facts.stream().filter(RoleAssignmentRemoved.class::isInstance).findFirst().orElseThrow();
  }

  @Test
  void no_fact_follows_the_revocation_of_the_right_that_it_rests_on() throws Exception {
    try (Bench bench = Bench.of(Engine.EMBEDDED, folder, World.RULES)) {
      World.inhabited().forEach(bench::given);
      for (int seed = 0; seed < ROUNDS; seed++) {
        new Round(bench, seed).play();
      }
    }
  }
}
