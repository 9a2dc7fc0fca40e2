package dev.lanyard.projections;

import static dev.lanyard.projections.World.VM1;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.projections.RebuildStatus.Difference;
import dev.lanyard.projections.RebuildStatus.State;
import dev.lanyard.projections.access.AccessFilter;
import dev.lanyard.projections.audit.AuditQueries.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildingTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final FakeLedger ledger = new FakeLedger();
  private final FakeAccessLedger access = new FakeAccessLedger();
  private Views views;

  @BeforeEach
  void open() {
    World.build(ledger);
    ledger.commit(new ResourceUpdated(VM1, World.BODY));
    ledger.commit(
        new UserIdentityDetached(World.VM2, World.SHARED.requireThing(), World.SHARED_PRINCIPAL));
    views = Views.open(ledger, access, folder, InstantSource.system());
    caughtUp();
  }

  @AfterEach
  void close() {
    views.close();
  }

  private void caughtUp() {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                views.awaitState(ledger.head(), LIMIT)
                    && views.awaitAudit(ledger.head(), LIMIT)
                    && views.awaitAccess(access.head(), LIMIT));
  }

  private RebuildStatus rebuilt(String view) {
    UUID id = views.rebuild(view);
    await().atMost(LIMIT).until(() -> isOver(views.rebuilding(id).orElseThrow()));
    return views.rebuilding(id).orElseThrow();
  }

  private static boolean isOver(RebuildStatus status) {
    return status.state() == State.DONE || status.state() == State.FAILED;
  }

  private void corrupt(String view, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(view + ".db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".db"))
          .sorted()
          .toList();
    }
  }

  @Test
  void a_rebuilt_view_equals_the_live_one_row_for_row() throws Exception {
    for (String view : List.of("state", "audit")) {
      RebuildStatus status = rebuilt(view);

      assertThat(status)
          .isEqualTo(
              new RebuildStatus(
                  status.id(),
                  view,
                  State.DONE,
                  ledger.head(),
                  ledger.head(),
                  status.rowsCompared(),
                  List.of(),
                  0,
                  Optional.empty()));
      assertThat(status.rowsCompared()).isGreaterThan(2 * ledger.head());
    }
    assertThat(files()).containsExactly("access.db", "audit.db", "state.db");
    LiveResource before = views.state().resource(VM1.path(), CURRENT).orElseThrow();
    ledger.commit(new ResourceUpdated(VM1, World.BODY));
    caughtUp();
    assertThat(views.state().resource(VM1.path(), CURRENT).orElseThrow().revision())
        .isEqualTo(before.revision().next());
    assertThat(views.audit().event(ledger.head())).isPresent();
  }

  @Test
  void a_corrupted_live_row_is_told_and_the_rebuilt_one_takes_its_place() throws Exception {
    LiveResource truth = views.state().resource(VM1.path(), CURRENT).orElseThrow();
    corrupt(
        "state",
        "UPDATE revision SET value = 77 WHERE value = 4 AND until_commit = " + Long.MAX_VALUE);
    assertThat(views.state().resource(VM1.path(), CURRENT)).isNotEqualTo(Optional.of(truth));

    RebuildStatus status = rebuilt("state");

    String row = "from_commit=13, until_commit=open, value=%d, scope=" + VM1.id();
    assertThat(status.state()).isEqualTo(State.DONE);
    assertThat(status.differencesFound()).isEqualTo(2);
    assertThat(status.differences())
        .containsExactly(
            new Difference("revision", "live", row.formatted(77)),
            new Difference("revision", "rebuilt", row.formatted(4)));
    assertThat(views.state().resource(VM1.path(), CURRENT)).contains(truth);
    assertThat(files())
        .containsExactly(
            "access.db", "audit.db", "state.before-" + status.id() + ".db", "state.db");
  }

  @Test
  void the_access_view_equals_its_rebuilt_one_also_where_segments_went_between() throws Exception {
    for (int at = 0; at < 600; at++) {
      access.record(FakeAccessLedger.refused(at % 2 == 0 ? VM1.path() : World.VM2.path(), 403));
    }
    caughtUp();
    assertThat(rebuilt("access").rowsCompared()).isEqualTo(1_200);

    access.drop(513);
    RebuildStatus status = rebuilt("access");

    assertThat(status.differences()).isEmpty();
    assertThat(status.position()).isEqualTo(600);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                views
                    .access()
                    .records(AccessFilter.ALL, Order.OLDEST_FIRST, Paging.first(1))
                    .items()
                    .equals(access.read(0, 1)));
  }

  @Test
  void a_lost_access_row_is_told() throws Exception {
    access.record(FakeAccessLedger.refused(VM1.path(), 403));
    access.record(FakeAccessLedger.refused(VM1.path(), 404));
    caughtUp();
    corrupt("access", "DELETE FROM record WHERE position = 1");

    RebuildStatus status = rebuilt("access");

    assertThat(status.differencesFound()).isEqualTo(1);
    assertThat(status.differences().getFirst().side()).isEqualTo("rebuilt");
  }

  @Test
  void a_lost_audit_row_is_told() throws Exception {
    corrupt("audit", "DELETE FROM event WHERE position = 5");

    RebuildStatus status = rebuilt("audit");

    assertThat(status.differencesFound()).isEqualTo(1);
    assertThat(status.differences().getFirst().side()).isEqualTo("rebuilt");
    assertThat(status.differences().getFirst().row()).startsWith("position=5, commit_position=6, ");
    assertThat(views.audit().event(5)).isPresent();
  }

  @Test
  void a_view_that_stopped_on_a_corrupted_row_goes_on_after_it_was_rebuilt() throws Exception {
    corrupt("state", "DELETE FROM identity WHERE system = 1 AND until_commit = " + Long.MAX_VALUE);
    ledger.commit(end(VM1));
    await().atMost(LIMIT).until(() -> views.status().getFirst().stopped().isPresent());

    RebuildStatus status = rebuilt("state");

    assertThat(status.differencesFound()).isEqualTo(1);
    caughtUp();
    assertThat(views.status().getFirst().stopped()).isEmpty();
    assertThat(views.state().resource(VM1.path(), CURRENT)).isEmpty();
  }

  private static LifecycleEvent[] end(Scope machine) {
    return new LifecycleEvent[] {
      new UserIdentityDetached(machine, World.SHARED.requireThing(), World.SHARED_PRINCIPAL),
      new SystemIdentityDeleted(machine, World.VM1_PRINCIPAL),
      new ResourceDeleted(machine)
    };
  }

  @Test
  void views_are_built_anew_when_their_files_are_deleted() throws Exception {
    Optional<LiveResource> before = views.state().resource(VM1.path(), CURRENT);
    views.close();
    for (String file : files()) {
      Files.delete(folder.resolve(file));
    }
    views = Views.open(ledger, access, folder, InstantSource.system());
    caughtUp();

    assertThat(before).isPresent();
    assertThat(views.state().resource(VM1.path(), CURRENT)).isEqualTo(before);
    assertThat(rebuilt("state").differencesFound()).isZero();
  }
}
