package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes a stored byte is found out. */
class DamageTest {
  @TempDir Path folder;

  @BeforeEach
  void append() throws Exception {
    try (TestLedger ledger = new TestLedger(folder)) {
      resultOf(ledger.append(event("a", "thing=1", "in=2"), event("b", "thing=2")));
      resultOf(ledger.append(event("c", "thing=1")));
      resultOf(ledger.append(event("d"), event("e"), event("f")));
      assertThat(ledger.embedded().inspect()).isEqualTo(new Inspection(6, Optional.empty()));
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  private String damage() {
    try (TestLedger ledger = new TestLedger(folder)) {
      return ledger.embedded().inspect().damage().orElse("none");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event_id = CAST('0123456789abcde' || position AS BLOB)",
        "name = upper(name)",
        "version = version + 1",
        "tags = replace(tags, '=1', '=3')",
        "payload = x'7a'",
        "payload = CAST(payload || ' ' AS BLOB)",
        "metadata = CAST(substr(metadata, 1, length(metadata) - 1) || '.' AS BLOB)",
        "metadata = x'0006' || substr(metadata, 3, 5) || x'ff' || substr(metadata, 9)",
        "personal = CAST('Ade' AS BLOB)",
        "personal = x''",
        "salts = CAST('.' || substr(salts, 2) AS BLOB)",
        "salts = CAST(substr(salts, 1, length(salts) - 1) || '.' AS BLOB)",
        "salts = x''",
        "committed_at = committed_at + 1",
        "commit_position = commit_position - 1"
      })
  void a_changed_byte_of_any_column_is_found(String assignment) throws SQLException {
    change("UPDATE events SET " + assignment + " WHERE position IN (1, 2)");

    assertThat(damage()).isNotEqualTo("none");
  }

  @Test
  void commits_that_were_joined_are_found() throws SQLException {
    change("UPDATE events SET commit_position = 6 WHERE position = 3");

    assertThat(damage()).isEqualTo("the time of position 4 does not fit its neighbours");
  }

  @Test
  void a_missing_event_is_found() throws SQLException {
    change("DELETE FROM events WHERE position = 3");

    assertThat(damage()).isEqualTo("no event at position 3");
  }

  @Test
  void a_missing_tag_is_found() throws SQLException {
    change("DELETE FROM tags WHERE position = 3");

    assertThat(damage()).isEqualTo("the index of tags does not find position 3");
  }

  @Test
  void a_surplus_tag_is_found() throws SQLException {
    change("INSERT INTO tags VALUES (9, 'test.Happened', 4)");

    assertThat(damage()).isEqualTo("the index of tags holds tags that no event has");
  }

  @Test
  void a_tag_under_another_name_is_found() throws SQLException {
    change("UPDATE tag_names SET name = name || '0' WHERE id = 2");

    assertThat(damage()).isEqualTo("the index of tags does not find position 1");
  }

  @Test
  void another_root_is_found_at_the_start() throws SQLException {
    change("UPDATE tree SET root = x'00' || substr(root, 2)");

    assertThatThrownBy(() -> new TestLedger(folder).close())
        .hasRootCauseMessage("the tree head is damaged");
  }

  @Test
  void a_missing_end_is_found_at_the_start() throws SQLException {
    change("DELETE FROM events WHERE position = 6");

    assertThatThrownBy(() -> new TestLedger(folder).close())
        .hasRootCauseMessage("the tree head does not belong to the last event");
  }

  @Test
  void a_store_of_a_later_version_is_not_opened() throws SQLException {
    change("UPDATE schema_version SET version = 5");

    assertThatThrownBy(() -> new TestLedger(folder).close())
        .hasRootCauseMessage("the store is not of version 4");
  }
}
