package dev.lanyard.projections.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.resource.GroupRules;
import dev.lanyard.eventstore.replay.TreeHead;
import dev.lanyard.projections.FakeAccessLedger;
import dev.lanyard.projections.ViewReplay.Compared;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.invariant.Invariant;
import dev.lanyard.projections.replay.ReplayProgress.Phase;
import dev.lanyard.projections.replay.ReplayResult.Held;
import dev.lanyard.projections.replay.ReplayResult.Verified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Set<Check> ALL = Set.of(Check.values());

  @TempDir Path folder;

  private RulesLedger ledger;
  private Views views;
  private long middle;

  @BeforeEach
  void tell() throws Exception {
    ledger = new RulesLedger(folder);
    Everything.happen(ledger);
    middle = ledger.ledger().at(40).orElseThrow().commit();
    open();
  }

  private void open() throws Exception {
    views =
        Views.open(ledger.ledger(), new FakeAccessLedger(), folder.resolve("views"), ledger::now);
    assertThat(views.awaitState(head(), LIMIT)).isTrue();
    assertThat(views.awaitAudit(head(), LIMIT)).isTrue();
  }

  @AfterEach
  void close() {
    views.close();
    ledger.close();
  }

  private long head() {
    return ledger.ledger().head();
  }

  private Replay replay(long to, Set<Check> checks, Pace pace, TreeHead... heads) throws Exception {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return new Replay(
        new ReplayOrder(to, Optional.empty(), checks),
        ledger.store().rows(),
        List.of(heads),
        views,
        scratch,
        pace);
  }

  private ReplayResult result(long to, TreeHead... heads) throws Exception {
    return replay(to, ALL, Pace.FULL, heads).run();
  }

  /** Changes a file that nobody has open, and opens all again. */
  private void change(String file, String sql) throws Exception {
    close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
    ledger = new RulesLedger(folder);
    open();
  }

  @Test
  void a_sound_ledger_has_no_findings_at_its_head() throws Exception {
    ReplayResult result = result(head());

    assertThat(result.findings()).isEmpty();
    assertThat(result.isClean()).isTrue();
    assertThat(result.events()).isEqualTo(head());
    assertThat(result.lastCommittedAt()).isEqualTo(ledger.ledger().committedAt(head()));
    Verified against = result.tree().orElseThrow().against().orElseThrow();
    assertThat(against.head().size()).isEqualTo(head());
    assertThat(against.equal()).isTrue();
    assertThat(result.invariants()).allMatch(held -> held.checked() > 0 && held.broken() == 0);
    assertThat(result.invariants().stream().map(Held::name))
        .containsExactlyElementsOf(Arrays.stream(Invariant.values()).map(Enum::name).toList());
    assertThat(result.views().stream().map(Compared::view)).containsExactly("state", "audit");
    assertThat(result.views()).allMatch(view -> view.rows() > 0 && view.found() == 0);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void a_sound_ledger_has_no_findings_at_any_of_its_commits() throws Exception {
    for (long to = 0; to <= head(); to++) {
      if (to == 0 || ledger.ledger().at(to).orElseThrow().closesCommit()) {
        assertThat(result(to).findings()).as("up to %s", to).isEmpty();
      }
    }
  }

  @Test
  void rows_behind_the_last_one_are_hashed_up_to_what_the_ledger_committed_to() throws Exception {
    ReplayResult.Tree tree = result(middle).tree().orElseThrow();

    assertThat(tree.size()).isEqualTo(middle);
    assertThat(tree.against().orElseThrow().head().size()).isEqualTo(head());
    assertThat(tree.against().orElseThrow().equal()).isTrue();
  }

  @Test
  void what_happens_meanwhile_does_not_matter() throws Exception {
    AtomicInteger breaths = new AtomicInteger();
    Pace busy =
        () -> {
          int breath = breaths.incrementAndGet();
          ledger.send(
              GroupRules.UPDATE,
              new UpdateResourceGroup(Everything.SHOP, Map.of("n", "" + breath)));
        };

    assertThat(replay(head(), ALL, busy).run().findings()).isEmpty();
    assertThat(breaths).hasPositiveValue();
  }

  @Test
  void what_is_erased_meanwhile_is_no_difference() throws Exception {
    AtomicInteger breaths = new AtomicInteger();
    Lock oneAtATime = new ReentrantLock();
    Pace erasing =
        () -> {
          oneAtATime.lock();
          try {
            int position = breaths.incrementAndGet();
            if (position < middle && position % 3 == 0) {
              String event =
                  ledger.ledger().at(position).orElseThrow().event().getClass().getSimpleName();
              Erased.at(position, event, ledger);
            }
          } finally {
            oneAtATime.unlock();
          }
        };

    assertThat(replay(middle, ALL, erasing).run().findings()).isEmpty();
    assertThat(breaths).hasValueGreaterThan(3);
  }

  @Test
  void another_root_of_a_checkpoint_is_told() throws Exception {
    TreeHead wrong = new TreeHead(middle, "00".repeat(32), "checkpoint");

    Finding finding = result(head(), wrong).findings().getFirst();

    assertThat(finding.rule()).isEqualTo("TreeHead");
    assertThat(finding.position()).isEqualTo(middle);
    assertThat(finding.what()).contains("checkpoint committed to 0000");
  }

  @Test
  void a_checkpoint_of_more_than_there_is_is_told() throws Exception {
    TreeHead beyond = new TreeHead(head() + 1, "00".repeat(32), "checkpoint");

    assertThat(result(head(), beyond).findings())
        .extracting(Finding::what)
        .containsExactly(
            "the ledger holds %d rows, and checkpoint committed to %d"
                .formatted(head(), head() + 1));
  }

  @Test
  void a_changed_payload_is_told_by_the_root_and_by_the_row_of_the_audit_view() throws Exception {
    long position = positionOf("lifecycle.ResourceUpdated");
    change(
        "ledger.db",
        "UPDATE events SET payload = CAST(replace(CAST(payload AS TEXT), 'B2s', 'B9s') AS BLOB)"
            + " WHERE position = "
            + position);

    ReplayResult result = result(head());

    assertThat(result.findings().getFirst().rule()).isEqualTo("TreeHead");
    assertThat(result.findings())
        .anyMatch(
            finding ->
                finding.rule().equals("audit.event")
                    && finding.position() == position
                    && finding.what().contains("B9s"));
  }

  @Test
  void a_payload_that_cannot_be_read_is_told_by_its_position() throws Exception {
    long position = positionOf("lifecycle.ResourceUpdated");
    change("ledger.db", "UPDATE events SET payload = x'7b' WHERE position = " + position);

    ReplayResult result = result(head());

    assertThat(result.findings())
        .extracting(Finding::rule, Finding::position)
        .containsExactly(tuple("Row", position), tuple("TreeHead", head()));
    assertThat(result.events()).isLessThan(position);
  }

  @Test
  void a_missing_row_is_told_by_its_position() throws Exception {
    change("ledger.db", "DELETE FROM events WHERE position = 40");

    assertThat(result(head()).findings())
        .extracting(Finding::rule, Finding::position, Finding::what)
        .containsExactly(tuple("Row", 40L, "no event is there"));
  }

  private long positionOf(String name) {
    for (long at = 1; at <= head(); at++) {
      if (ledger
          .ledger()
          .at(at)
          .orElseThrow()
          .event()
          .getClass()
          .getSimpleName()
          .equals(name.substring(name.indexOf('.') + 1))) {
        return at;
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void an_event_that_is_missing_in_the_audit_view_is_told() throws Exception {
    change("views/audit.db", "DELETE FROM event WHERE position = 40");

    Finding only = only(result(head()));

    assertThat(only.rule()).isEqualTo("audit.event");
    assertThat(only.position()).isEqualTo(40);
    assertThat(only.what()).startsWith("only the rebuilt view has: position=40, ");
  }

  @Test
  void a_surplus_row_of_a_view_is_told() throws Exception {
    change("views/audit.db", "INSERT INTO tag SELECT 40, 1, 2");

    assertThat(only(result(head())).what()).startsWith("only the live view has: position=40, ");
  }

  @Test
  void a_changed_row_of_the_state_view_is_told_from_both_sides() throws Exception {
    change("views/state.db", "UPDATE body SET rest = '{}' WHERE rest LIKE '%B2s%'");

    ReplayResult result = result(head());

    assertThat(result.found()).isEqualTo(4);
    assertThat(result.findings()).allMatch(finding -> finding.rule().equals("state.body"));
    assertThat(result.findings().getFirst().what()).contains("only the live view has: ", "rest={}");
    assertThat(result.findings().get(1).what()).contains("only the rebuilt view has: ", "B2s");
  }

  @Test
  void what_the_live_view_learnt_later_is_no_difference_but_what_it_forgot_is() throws Exception {
    change("views/state.db", "DELETE FROM binding WHERE from_commit > " + middle);
    assertThat(result(middle).findings()).isEmpty();
    change("views/state.db", "DELETE FROM binding WHERE kind = 'SUBSCRIPTION'");

    assertThat(only(result(middle)).rule()).isEqualTo("state.binding");
  }

  @Test
  void what_the_live_view_forgot_of_what_principals_are_known_as_is_told() throws Exception {
    change("views/audit.db", "DELETE FROM alias");
    assertThat(result(middle).findings())
        .isNotEmpty()
        .allMatch(finding -> finding.rule().equals("audit.alias"))
        .allMatch(finding -> finding.position() <= middle);
  }

  @Test
  void views_that_number_their_names_differently_are_compared_by_what_their_rows_mean()
      throws Exception {
    swapNumbers();
    assertThat(result(head()).findings()).isEmpty();
    assertThat(result(middle).findings()).isEmpty();

    change("views/audit.db", "UPDATE event SET after = '{}' WHERE position = 40");

    assertThat(result(head()).findings())
        .extracting(Finding::rule, Finding::position)
        .containsExactly(tuple("audit.event", 40L), tuple("audit.event", 40L));
  }

  /** The two names that nobody else but the rows of events and tags uses change their numbers. */
  private void swapNumbers() throws Exception {
    change("views/audit.db", "UPDATE name SET text = text || ' ' WHERE id = 3");
    change("views/audit.db", "INSERT INTO name SELECT 100000, rtrim(text) FROM name WHERE id = 3");
    for (String column :
        List.of("name", "subject", "facet", "other", "path", "in_group", "caller", "operation")) {
      changeIfAny("UPDATE event SET %s = 100000 WHERE %s = 3".formatted(column, column));
    }
    changeIfAny("UPDATE tag SET name = 100000 WHERE name = 3");
    changeIfAny("UPDATE tag SET key = 100000 WHERE key = 3");
  }

  private void changeIfAny(String sql) throws Exception {
    close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("views/audit.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    ledger = new RulesLedger(folder);
    open();
  }

  private static Finding only(ReplayResult result) {
    assertThat(result.findings()).hasSize(1);
    assertThat(result.found()).isEqualTo(1);
    return result.findings().getFirst();
  }

  @Test
  void a_replay_that_is_given_up_leaves_nothing() throws Exception {
    Replay[] replay = new Replay[1];
    replay[0] = replay(head(), ALL, () -> replay[0].cancel());

    assertThatThrownBy(() -> replay[0].run()).isInstanceOf(ReplayCancelled.class);
    assertThat(replay[0].progress().phase()).isEqualTo(Phase.OVER);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void what_was_not_asked_for_is_not_checked() throws Exception {
    ReplayResult tree = replay(head(), Set.of(Check.TREE), Pace.FULL).run();
    ReplayResult views = replay(head(), Set.of(Check.VIEWS), Pace.FULL).run();

    assertThat(tree.tree()).isPresent();
    assertThat(tree.invariants()).isEmpty();
    assertThat(tree.views()).isEmpty();
    assertThat(views.tree()).isEmpty();
    assertThat(views.views()).hasSize(2);
  }

  @Test
  void rows_that_were_given_out_are_hashed_and_those_behind_once_they_are_verified() {
    Rows rows = new Rows(ledger.store().rows(), List.of(), middle, new Findings());
    while (!rows.next().isEmpty()) {
      assertThat(rows.hashed()).isEqualTo(rows.given());
    }
    assertThat(rows.hashed()).isEqualTo(middle);

    rows.verify(() -> {});

    assertThat(rows.hashed()).isEqualTo(rows.toHash()).isEqualTo(head());
  }

  @Test
  void progress_ends_with_all_events() throws Exception {
    Replay replay = replay(head(), ALL, Pace.FULL);
    assertThat(replay.progress().phase()).isEqualTo(Phase.WAITING);
    replay.run();

    assertThat(replay.progress())
        .isEqualTo(new ReplayProgress(Phase.OVER, head(), head(), 0, Optional.empty()));
  }
}
