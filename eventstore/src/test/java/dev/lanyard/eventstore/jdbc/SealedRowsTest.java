package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.replay.DamagedRow;
import dev.lanyard.eventstore.replay.RowReading;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedRowsTest {
  private static final CallersTurnedAway FACT =
      new CallersTurnedAway(Personal.none(), Instant.EPOCH, Map.of());

  /** Records that tell their place alone; texts that begin with a question mark cannot be read. */
  private static final LedgerKind<AccessRecord> KIND =
      new LedgerKind<>(
          "ledger",
          new TextCodec(),
          (position, commit, committedAt, id, message) -> {
            if (String.valueOf(message.payload()).startsWith("?")) {
              throw new IllegalStateException(String.valueOf(message.payload()));
            }
            return new AccessRecord(position, commit, committedAt, id, FACT);
          });

  @TempDir Path folder;

  private EmbeddedLedger<AccessRecord> ledger;

  /** Commits of one, two, two, three and one events. */
  @BeforeEach
  void append() throws Exception {
    try (TestLedger texts = new TestLedger(folder)) {
      resultOf(texts.append(event("a", "thing=1")));
      resultOf(texts.append(event("b"), event("c")));
      resultOf(texts.append(event("d"), event("e")));
      resultOf(texts.append(event("f"), event("g"), event("h")));
      resultOf(texts.append(event("i")));
    }
    open();
  }

  private void open() {
    ledger =
        EmbeddedLedger.open(
            folder, KIND, Clock.systemUTC(), LedgerSettings.defaults(), LedgerMetrics.NONE);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void change(String sql) throws SQLException {
    ledger.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
    open();
  }

  private static List<Long> positions(List<AccessRecord> records) {
    return records.stream().map(AccessRecord::position).toList();
  }

  private static List<List<Long>> readings(RowReading<AccessRecord> rows, int max, long last) {
    List<List<Long>> readings = new ArrayList<>();
    for (var next = rows.next(max, last); !next.isEmpty(); next = rows.next(max, last)) {
      readings.add(positions(next));
    }
    return readings;
  }

  @Test
  void whole_commits_are_given_wherever_a_page_ends() {
    assertThat(readings(ledger.rows(), 2, 9))
        .containsExactly(
            List.of(1L), List.of(2L, 3L), List.of(4L, 5L), List.of(6L, 7L, 8L), List.of(9L));
    assertThat(readings(ledger.rows(), 100, 9))
        .containsExactly(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
  }

  @Test
  void the_root_over_all_rows_is_what_the_ledger_committed_to() {
    RowReading<AccessRecord> rows = ledger.rows();
    assertThat(rows.position()).isZero();
    readings(rows, 3, 9);

    assertThat(rows.position()).isEqualTo(9);
    assertThat(rows.head().size()).isEqualTo(9);
    assertThat(rows.root()).isEqualTo(rows.head().root());
  }

  @Test
  void reading_ends_at_the_last_one_that_was_asked_for_and_goes_on_from_there() {
    RowReading<AccessRecord> rows = ledger.rows();
    assertThat(readings(rows, 100, 5)).containsExactly(List.of(1L, 2L, 3L, 4L, 5L));
    assertThat(rows.position()).isEqualTo(5);
    assertThat(rows.root()).isNotEqualTo(rows.head().root());

    assertThat(rows.skim(2, 9)).isEqualTo(2);
    assertThat(rows.skim(9, 9)).isEqualTo(2);
    assertThat(rows.skim(9, 9)).isZero();
    assertThat(rows.root()).isEqualTo(rows.head().root());
  }

  @Test
  void a_commit_that_is_cut_is_damage() {
    RowReading<AccessRecord> rows = ledger.rows();
    assertThat(positions(rows.next(100, 7))).containsExactly(1L, 2L, 3L, 4L, 5L);

    assertDamage(rows, 7, 6, "its commit is not whole");
  }

  private static void assertDamage(
      RowReading<AccessRecord> rows, long last, long position, String what) {
    assertThatThrownBy(() -> rows.next(100, last))
        .isInstanceOfSatisfying(
            DamagedRow.class, row -> assertThat(row.position()).isEqualTo(position))
        .hasMessage(what);
  }

  @Test
  void a_missing_row_is_damage_behind_what_came_before_it() throws SQLException {
    change("DELETE FROM events WHERE position = 5");
    RowReading<AccessRecord> rows = ledger.rows();
    assertThat(positions(rows.next(100, 9))).containsExactly(1L, 2L, 3L);

    assertDamage(rows, 9, 5, "no event is there");
    assertThatThrownBy(() -> rows.skim(100, 9)).isInstanceOf(DamagedRow.class);
  }

  @Test
  void a_row_that_cannot_be_read_is_damage_and_the_tree_goes_on_behind_it() throws SQLException {
    change("UPDATE events SET payload = CAST('?secret' AS BLOB) WHERE position = 4");
    RowReading<AccessRecord> rows = ledger.rows();
    assertThat(positions(rows.next(100, 9))).containsExactly(1L, 2L, 3L);

    assertDamage(rows, 9, 4, "it cannot be read: IllegalStateException");
    assertDamage(rows, 9, 4, "it cannot be read: IllegalStateException");
    while (rows.skim(100, 9) > 0) {}
    assertThat(rows.position()).isEqualTo(9);
    assertThat(rows.root()).isNotEqualTo(rows.head().root());
  }

  @Test
  void salts_that_are_not_one_for_each_digest_are_damage() throws SQLException {
    change("UPDATE events SET salts = x'' WHERE position = 2");
    RowReading<AccessRecord> rows = ledger.rows();
    assertThat(positions(rows.next(100, 9))).containsExactly(1L);

    assertDamage(rows, 9, 2, "its salts are not one for each digest");
  }
}
