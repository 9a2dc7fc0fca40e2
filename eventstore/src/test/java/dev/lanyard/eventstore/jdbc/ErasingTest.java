package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.erasing;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.eventstore.jdbc.FaultyDialect.When;
import dev.lanyard.eventstore.log.OpenedLeaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A personal part that is erased is gone from the store, and nothing else is. */
class ErasingTest {
  private static final String NAME = "Ada, Countess of Lovelace";
  private static final int STEPS_MAX = 500;

  @TempDir Path folder;

  private static TaggedEventMessage<EventMessage> about(String person, String payload) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            UUID.randomUUID().toString(),
            new MessageType(new QualifiedName(TestLedger.TYPE), "1"),
            payload,
            person.isEmpty() ? Map.of() : Map.of("personal", person),
            Instant.now()),
        TestLedger.tags("thing=1"));
  }

  private static List<String> leaves(TestLedger ledger, int count) {
    return ledger.embedded().log().leaves(0, count).stream()
        .map(HexFormat.of()::formatHex)
        .toList();
  }

  private static List<Optional<String>> persons(TestLedger ledger) {
    return ledger.source(EventCriteria.havingAnyTag()).entries().stream()
        .map(entry -> Optional.ofNullable(metadata(entry.message()).get("personal")))
        .toList();
  }

  private static Map<String, String> metadata(Message message) {
    return message.metadata();
  }

  private long filesWith(byte[] bytes) throws IOException {
    String wanted = new String(bytes, ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      long count = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        count += Files.readString(file, ISO_8859_1).contains(wanted) ? 1 : 0;
      }
      return count;
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  private Optional<String> damage() {
    try (TestLedger ledger = new TestLedger(folder)) {
      return ledger.embedded().inspect().damage();
    }
  }

  @Test
  void the_text_and_its_salt_are_in_no_file_and_all_leaves_stay() throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about("Grace", "a"), about(NAME, "b")));
      OpenedLeaf before = ledger.embedded().log().opened(2).orElseThrow();
      List<String> leaves = leaves(ledger, 2);
      byte[] salt = before.personal().orElseThrow().salt();
      assertThat(filesWith(NAME.getBytes(UTF_8))).isPositive();
      assertThat(filesWith(salt)).isPositive();

      resultOf(ledger.append(erasing(2)));

      await().until(() -> filesWith(NAME.getBytes(UTF_8)) + filesWith(salt) == 0);
      assertThat(leaves(ledger, 2)).isEqualTo(leaves);
      assertThat(ledger.embedded().log().opened(2).orElseThrow().personal()).isEmpty();
      assertThat(ledger.embedded().log().opened(1).orElseThrow().personal()).isPresent();
      assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(3, Optional.empty()));
    }
    assertThat(damage()).isEmpty();
    assertThat(filesWith(NAME.getBytes(UTF_8))).isZero();
  }

  @Test
  void a_large_text_leaves_no_page_behind() throws Exception {
    String large = (NAME + " ").repeat(2_000);
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about(large, "a"), about("Grace", "b")));
      resultOf(ledger.append(erasing(1)));

      await().until(() -> filesWith(NAME.getBytes(UTF_8)) == 0);
      assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(3, Optional.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 20})
  void nobody_reads_the_text_again(long cacheBytesMax) throws Exception {
    try (TestLedger ledger =
        new TestLedger(
            folder, TestLedger.settings(100, 1 << 20, 2, cacheBytesMax), Clock.systemUTC())) {
      resultOf(ledger.append(about(NAME, "a"), about("Grace", "b")));
      assertThat(persons(ledger)).containsExactly(Optional.of(NAME), Optional.of("Grace"));

      resultOf(ledger.append(erasing(1)));

      assertThat(persons(ledger))
          .containsExactly(Optional.empty(), Optional.of("Grace"), Optional.of("Ada"));
      assertThat(ledger.facts().erasedBetween(0, 2)).isEmpty();
      assertThat(ledger.facts().erasedBetween(2, 3)).containsExactly(1L);
    }
  }

  @Test
  void an_event_that_says_what_was_erased_can_be_erased_itself() throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about(NAME, "a")));
      resultOf(ledger.append(erasing(1)));
      resultOf(ledger.append(erasing(2)));

      assertThat(persons(ledger))
          .containsExactly(Optional.empty(), Optional.empty(), Optional.of("Ada"));
      assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(3, Optional.empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 9})
  void what_has_nothing_to_erase_is_refused_alone(long position) throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about("", "a"), about(NAME, "b")));
      resultOf(ledger.append(erasing(2)));

      assertThat(failure(ledger.append(erasing(position)))).isInstanceOf(AppendFailed.class);
      resultOf(ledger.append(event("next")));

      assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(4, Optional.empty()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_failure_at_any_step_leaves_the_erasing_whole_or_absent(When when) throws Exception {
    FaultyDialect dialect = new FaultyDialect(new Sqlite(folder.resolve("ledger.db"), 1_000));
    try (TestLedger ledger =
        new TestLedger(folder, TestLedger.settings(100, 1 << 20, 2), Clock.systemUTC(), dialect)) {
      int failures = 0;
      for (int step = 0; step < STEPS_MAX; step++) {
        long person = resultOf(ledger.append(about(NAME + step + '.', "a"))).position();
        dialect.failAt(step, when);
        var erasing = ledger.append(erasing(person));
        erasing.handle((_, _) -> 0).get();
        boolean over = !dialect.disarm();
        failures += erasing.isCompletedExceptionally() ? 1 : 0;

        assertThat(persons(ledger).contains(Optional.of(NAME + step + '.')))
            .isEqualTo(erasing.isCompletedExceptionally());
        assertThat(ledger.embedded().inspect().damage()).isEmpty();
        if (over) {
          assertThat(failures).isGreaterThan(20);
          return;
        }
      }
    }
    throw new AssertionError("the steps have no end");
  }

  @Test
  void a_part_that_was_taken_away_without_an_event_is_found() throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about(NAME, "a"), about("Grace", "b")));
      resultOf(ledger.append(erasing(1)));
    }
    String digest = personalDigestOf(2);
    change("INSERT INTO erased VALUES (2, x'" + digest + "', 3)");
    change(
        "UPDATE events SET personal = zeroblob(length(personal)),"
            + " salts = CAST(substr(salts, 1, length(salts) - 16) || zeroblob(16) AS BLOB)"
            + " WHERE position = 2");

    assertThat(damage()).contains("the personal part of position 2 is gone, and no event says so");
  }

  private String personalDigestOf(long position) {
    try (TestLedger ledger = new TestLedger(folder)) {
      OpenedLeaf leaf = ledger.embedded().log().opened(position).orElseThrow();
      OpenedLeaf.Part part = leaf.personal().orElseThrow();
      byte[] digest = new Sha256().salted(part.salt(), 0, part.salt().length, part.bytes());
      return HexFormat.of().formatHex(digest);
    }
  }

  @Test
  void a_part_that_came_back_is_found() throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about(NAME, "a")));
      resultOf(ledger.append(erasing(1)));
    }
    change("UPDATE events SET personal = CAST('Ada' AS BLOB) WHERE position = 1");

    assertThat(damage()).contains("position 1 has a personal part that was erased");
  }

  @Test
  void a_part_that_was_kept_although_an_event_erased_it_is_found() throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(about(NAME, "a")));
    }
    Path whole = folder.resolve("whole.db");
    Files.copy(folder.resolve("ledger.db"), whole);
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(erasing(1)));
    }
    change("DELETE FROM erased");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + whole + "' AS whole");
      statement.execute(
          "UPDATE events SET (personal, salts) ="
              + " (SELECT personal, salts FROM whole.events w WHERE w.position = events.position)"
              + " WHERE position = 1");
    }

    assertThat(damage()).contains("position 1 was erased and is still whole");
  }
}
