package dev.lanyard.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.RebuildStatus.State;
import dev.lanyard.projections.state.StateProjection;
import dev.lanyard.projections.store.ViewFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the position of a view in memory says of the view's file. */
@Timeout(60)
class PositionTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FakeLedger ledger = new FakeLedger();
  private LiveView view;
  private ProjectionRunner<Recorded> runner;

  @BeforeEach
  void start() throws Exception {
    StateProjection projection = new StateProjection();
    view = LiveView.open(projection, folder, ledger.head());
    runner = new ProjectionRunner<>(ledger, projection, view, InstantSource.system());
    runner.start();
    World.build(ledger);
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  /** The commit that a snapshot taken now stands for. */
  static long held(LiveView view) {
    return view.read(snapshot -> snapshot.number("SELECT position FROM progress"));
  }

  /** What the view said, in order, each checked against a snapshot taken after it was said. */
  private List<Long> positionsWhile(Thread busy) {
    List<Long> said = new ArrayList<>();
    busy.start();
    while (busy.isAlive() || view.position() < ledger.head()) {
      long position = view.position();
      assertThat(held(view)).isGreaterThanOrEqualTo(position);
      said.add(position);
    }
    return said;
  }

  private void commit(int first, int commits) {
    for (int at = first; at < first + commits; at++) {
      ledger.commit(World.created(World.resource("A.B/c/d" + at, at)));
    }
  }

  @Test
  void a_reader_finds_all_up_to_the_position_that_it_saw() {
    assertThat(positionsWhile(new Thread(() -> commit(1_000, 2_000)))).isSorted();
    assertThat(view.position()).isEqualTo(ledger.head());
  }

  @Test
  void a_rebuilt_file_takes_the_place_of_the_live_one_at_its_position() {
    Rebuilding<Recorded> rebuilding = new Rebuilding<>(new UUID(0, 1), ledger, runner);
    commit(1_000, 500);
    Thread busy =
        new Thread(
            () -> {
              rebuilding.run();
              commit(2_000, 10);
            });

    assertThat(positionsWhile(busy)).isSorted();
    assertThat(rebuilding.status().state()).isEqualTo(State.DONE);
    assertThat(view.position()).isEqualTo(ledger.head());
  }

  @Test
  void a_file_that_holds_less_takes_the_position_down() throws Exception {
    StateProjection projection = new StateProjection();
    Path empty = folder.resolve("empty.db");
    ViewFile.create(empty, projection.schema()).close();
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (LiveView other = LiveView.open(projection, elsewhere, ledger.head())) {
      Batches<Recorded> batches = new Batches<>(ledger, projection, other.file());
      assertThat(batches.next(Batches.EVENTS_MAX, Long.MAX_VALUE)).isTrue();
      other.progress().passed(batches.position());

      other.swap(empty, folder.resolve("kept.db"));

      assertThat(other.position()).isZero();
      assertThat(held(other)).isZero();
    }
  }

  @Test
  void a_stopped_view_stays_at_the_commit_that_it_passed_last() {
    long last = ledger.head();
    ledger.commit(new SystemIdentityDeleted(World.VM2, World.VM1_PRINCIPAL));
    await().atMost(LIMIT).until(() -> runner.status().stopped().isPresent());
    commit(1_000, 1);

    assertThat(view.position()).isEqualTo(last);
    assertThat(held(view)).isEqualTo(last);
  }
}
