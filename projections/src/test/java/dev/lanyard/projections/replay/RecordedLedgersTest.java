package dev.lanyard.projections.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.projections.FakeAccessLedger;
import dev.lanyard.projections.ViewDump;
import dev.lanyard.projections.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ledgers as releases wrote them replay to the state that they had. Where an event is new, or has a
 * new version, {@code target/recordings/today} is what a recording of it looks like.
 */
class RecordedLedgersTest {
  private static final Path RECORDINGS = Path.of("src", "test", "resources", "recordings");
  private static final Path TODAY = Path.of("target", "recordings", "today");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  static Stream<Path> recordings() throws IOException {
    try (Stream<Path> found = Files.list(RECORDINGS)) {
      return found.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void a_recorded_ledger_replays_to_the_state_that_it_had(Path recording) throws Exception {
    Files.copy(recording.resolve("ledger.db"), folder.resolve("ledger.db"));

    assertThat(replayed(folder)).isEqualTo(Files.readAllLines(recording.resolve("state.txt")));
  }

  /** What the views hold after a replay that finds nothing wrong. */
  private static List<String> replayed(Path folder) throws Exception {
    try (RulesLedger ledger = new RulesLedger(folder)) {
      try (Views views = open(ledger, folder)) {
        ReplayResult result = replay(ledger, views, folder);
        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(ledger.ledger().head());
      }
      return ViewDump.of(folder.resolve("views"));
    }
  }

  private static Views open(RulesLedger ledger, Path folder) throws InterruptedException {
    Views views =
        Views.open(ledger.ledger(), new FakeAccessLedger(), folder.resolve("views"), ledger::now);
    assertThat(views.awaitState(ledger.ledger().head(), LIMIT)).isTrue();
    assertThat(views.awaitAudit(ledger.ledger().head(), LIMIT)).isTrue();
    return views;
  }

  private static ReplayResult replay(RulesLedger ledger, Views views, Path folder)
      throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    return new Replay(
            new ReplayOrder(ledger.ledger().head(), Optional.empty(), Set.of(Check.values())),
            ledger.store().rows(),
            List.of(),
            views,
            scratch,
            Pace.FULL)
        .run();
  }

  @Test
  void every_event_and_version_of_today_is_in_a_recording() throws Exception {
    record(TODAY);
    Set<String> recorded = new TreeSet<>();
    for (Path recording : recordings().toList()) {
      recorded.addAll(typesIn(recording));
    }

    assertThat(typesIn(TODAY))
        .as("Everything tells of each kind of event")
        .isEqualTo(typesOfToday());
    assertThat(recorded)
        .as("add projections/%s to %s under the name of the release", TODAY, RECORDINGS)
        .containsAll(typesOfToday());
  }

  private void record(Path into) throws Exception {
    try (RulesLedger ledger = new RulesLedger(folder)) {
      Everything.happen(ledger);
    }
    Files.createDirectories(into);
    Files.deleteIfExists(into.resolve("ledger.db"));
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      // One file, whatever is still in a log beside it.
      statement.execute("VACUUM INTO '" + into.resolve("ledger.db") + "'");
    }
    Files.write(into.resolve("state.txt"), replayed(folder));
  }

  private static Set<String> typesIn(Path recording) throws SQLException {
    Set<String> types = new TreeSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + recording.resolve("ledger.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT DISTINCT name, version FROM events")) {
      while (row.next()) {
        types.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return types;
  }

  private static Set<String> typesOfToday() {
    Set<String> types = new TreeSet<>();
    collect(LifecycleEvent.class, types);
    return types;
  }

  private static void collect(Class<?> family, Set<String> into) {
    Event stored = family.getAnnotation(Event.class);
    if (stored != null) {
      into.add(stored.namespace() + "." + stored.name() + " " + stored.version());
      return;
    }
    for (Class<?> member : family.getPermittedSubclasses()) {
      collect(member, into);
    }
  }
}
