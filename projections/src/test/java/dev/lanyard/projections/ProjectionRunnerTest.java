package dev.lanyard.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.ViewStatus.Stopped;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class ProjectionRunnerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final InstantSource CLOCK = InstantSource.fixed(FakeLedger.START.plusSeconds(60));

  @TempDir Path folder;
  private final FakeLedger ledger = new FakeLedger();

  /** Writes the position of each fact, and fails where a test says so. */
  private static final class Positions implements Projection<Recorded> {
    final List<List<Long>> commits = new CopyOnWriteArrayList<>();
    volatile long broken;
    volatile Duration gathers = Duration.ZERO;
    final AtomicInteger busy = new AtomicInteger();

    @Override
    public String name() {
      return "positions";
    }

    @Override
    public Schema schema() {
      return new Schema(
          1, List.of("CREATE TABLE seen (position INTEGER PRIMARY KEY)"), List.of(), Map.of());
    }

    @Override
    public Duration gathers() {
      return gathers;
    }

    @Override
    public Fold<Recorded> open(Connection writer) throws SQLException {
      PreparedStatement insert = writer.prepareStatement("INSERT INTO seen VALUES (?)");
      return new Fold<>() {
        @Override
        public void apply(List<Recorded> commit) throws SQLException {
          commits.add(commit.stream().map(Recorded::position).toList());
          for (Recorded recorded : commit) {
            if (recorded.position() == broken) {
              throw new Broken(broken, "cannot be folded");
            }
            insert.setLong(1, recorded.position());
            insert.executeUpdate();
          }
        }

        @Override
        public void flush() throws SQLException {
          if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY);
          }
        }
      };
    }
  }

  private ProjectionRunner<Recorded> start(Positions positions) throws SQLException {
    LiveView view = LiveView.open(positions, folder, ledger.head());
    ProjectionRunner<Recorded> runner = new ProjectionRunner<>(ledger, positions, view, CLOCK);
    runner.start();
    return runner;
  }

  private static List<Long> seen(ProjectionRunner<Recorded> runner) {
    return runner
        .view()
        .read(
            reader ->
                reader.list(row -> row.getLong(1), "SELECT position FROM seen ORDER BY position"));
  }

  private void threeCommits() {
    ledger.commit(World.subscriptionAdded(), World.readerDefined());
    ledger.commit(World.groupCreated(), World.created(World.VM1), World.vm1Enabled());
    ledger.commit(World.created(World.VM2));
  }

  @Test
  void commits_are_folded_whole_and_batches_end_where_they_end() throws Exception {
    threeCommits();
    Positions positions = new Positions();
    try (LiveView view = LiveView.open(positions, folder, ledger.head())) {
      Batches<Recorded> batches = new Batches<>(ledger, positions, view.file());
      List<Long> ends = new ArrayList<>();
      while (batches.next(3, Long.MAX_VALUE)) {
        ends.add(batches.position());
        assertThat(PositionTest.held(view)).isEqualTo(batches.position());
      }
      assertThat(ends).containsExactly(5L, 6L);
      assertThat(positions.commits)
          .containsExactly(List.of(1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
    }
  }

  @Test
  void what_gathers_is_folded_as_soon_as_somebody_waits_for_it() throws Exception {
    ledger.commit(World.subscriptionAdded(), World.readerDefined());
    Positions positions = new Positions();
    positions.gathers = Duration.ofDays(1);
    ProjectionRunner<Recorded> runner = start(positions);
    try {
      await().atMost(LIMIT).until(() -> runner.status().position() == 2);
      ledger.commit(World.groupCreated());
      assertThat(runner.await(3, LIMIT)).isTrue();
    } finally {
      runner.close();
    }
  }

  @Test
  void a_fact_that_cannot_be_folded_stops_the_view_before_its_commit_until_a_restart()
      throws Exception {
    threeCommits();
    Positions positions = new Positions();
    positions.broken = 4;
    ProjectionRunner<Recorded> runner = start(positions);
    try {
      await().atMost(LIMIT).until(() -> runner.status().stopped().isPresent());
      assertThat(runner.status())
          .isEqualTo(
              new ViewStatus(
                  "positions",
                  2,
                  4,
                  Duration.ofSeconds(59),
                  Optional.of(new Stopped(4, "cannot be folded"))));
      assertThat(seen(runner)).containsExactly(1L, 2L);
      assertThat(runner.await(6, Duration.ofMinutes(5))).isFalse();

      positions.broken = 0;
      runner.restart();
      assertThat(runner.await(6, LIMIT)).isTrue();
      assertThat(seen(runner)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(runner.status())
          .isEqualTo(new ViewStatus("positions", 6, 0, Duration.ZERO, Optional.empty()));
    } finally {
      runner.close();
    }
  }

  @Test
  void a_busy_store_is_tried_again_and_nothing_is_folded_twice() throws Exception {
    threeCommits();
    Positions positions = new Positions();
    positions.busy.set(3);
    ledger.failReads(
        2, new IllegalStateException(new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY)));
    ProjectionRunner<Recorded> runner = start(positions);
    try {
      assertThat(runner.await(6, LIMIT)).isTrue();
      assertThat(seen(runner)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(runner.status().stopped()).isEmpty();
    } finally {
      runner.close();
    }
  }

  @Test
  void a_ledger_that_cannot_be_read_stops_the_view() throws Exception {
    ledger.failReads(1_000, new IllegalStateException("unknown event"));
    ledger.commit(World.subscriptionAdded());
    ProjectionRunner<Recorded> runner = start(new Positions());
    try {
      await().atMost(LIMIT).until(() -> runner.status().stopped().isPresent());
      assertThat(runner.status().stopped())
          .contains(new Stopped(1, "java.lang.IllegalStateException: unknown event"));
    } finally {
      runner.close();
    }
  }

  @Test
  void each_of_many_waiters_wakes_when_its_commit_is_passed() throws Exception {
    ProjectionRunner<Recorded> runner = start(new Positions());
    try {
      int waiters = 128;
      CountDownLatch passed = new CountDownLatch(waiters);
      for (int at = 1; at <= waiters; at++) {
        long position = at;
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (runner.await(position, LIMIT)) {
                      passed.countDown();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
      }
      for (int at = 1; at <= waiters; at++) {
        ledger.commit(World.created(World.resource("A.B/c/d" + at, 1_000 + at)));
      }
      assertThat(passed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(runner.await(waiters + 1L, Duration.ofMillis(20))).isFalse();
    } finally {
      runner.close();
    }
  }

  @Test
  void a_view_goes_on_from_where_its_file_stands() throws Exception {
    threeCommits();
    Positions first = new Positions();
    ProjectionRunner<Recorded> before = start(first);
    assertThat(before.await(6, LIMIT)).isTrue();
    before.close();
    ledger.commit(World.sharedCreated());

    Positions second = new Positions();
    ProjectionRunner<Recorded> after = start(second);
    try {
      assertThat(after.await(7, LIMIT)).isTrue();
      assertThat(second.commits).containsExactly(List.of(7L));
    } finally {
      after.close();
    }
  }

  @Test
  void a_file_that_is_ahead_of_the_ledger_is_built_anew() throws Exception {
    threeCommits();
    ProjectionRunner<Recorded> before = start(new Positions());
    assertThat(before.await(6, LIMIT)).isTrue();
    before.close();

    Positions positions = new Positions();
    try (LiveView view = LiveView.open(positions, folder, 5)) {
      assertThat(view.file().position()).isZero();
    }
  }

  @Test
  void a_missing_row_stops_the_state_view_with_the_position_of_the_fact() throws Exception {
    ledger.commit(World.subscriptionAdded());
    ledger.commit(World.groupCreated());
    ledger.commit(World.created(World.VM1));
    ledger.commit(
        new SystemIdentityDeleted(World.VM1, World.VM1_PRINCIPAL), new ResourceDeleted(World.VM1));
    try (Views views = Views.open(ledger, new FakeAccessLedger(), folder, CLOCK)) {
      await().atMost(LIMIT).until(() -> views.status().getFirst().stopped().isPresent());
      assertThat(views.status().getFirst().position()).isEqualTo(3);
      assertThat(views.status().getFirst().stopped())
          .contains(new Stopped(4, "identity has no open row to end"));
      assertThat(views.awaitState(5, LIMIT)).isFalse();
      assertThat(views.state().resource(World.VM1.path(), StateQueries.CURRENT)).isPresent();
    }
  }
}
