package dev.lanyard.projections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalTableTest {
  private static final RowKey PAIR = new RowKey(7, 8);
  private static final Schema SCHEMA =
      new Schema(
          1,
          List.of(
              """
              CREATE TABLE said (a INTEGER NOT NULL, b INTEGER NOT NULL,
                from_commit INTEGER NOT NULL, until_commit INTEGER NOT NULL, word TEXT NOT NULL,
                note TEXT, PRIMARY KEY (a, b, from_commit)) WITHOUT ROWID\
              """),
          List.of(),
          Map.of());

  @TempDir Path folder;
  private ViewFile file;
  private TemporalTable table;

  @BeforeEach
  void open() throws SQLException {
    file = ViewFile.create(folder.resolve("said.db"), SCHEMA);
    table = new TemporalTable(file.writer(), "said", List.of("a", "b"), List.of("word", "note"));
  }

  @AfterEach
  void close() throws SQLException {
    file.close();
  }

  private List<String> stored() throws SQLException {
    table.flush();
    file.commit(1);
    return file.readers()
        .read(
            reader ->
                reader.list(
                    row -> row.getString(1),
                    """
                    SELECT format('%d %d %d %s %s %s', a, b, from_commit,
                      replace(until_commit, 9223372036854775807, 'open'), word, note)
                    FROM said ORDER BY a, b, from_commit\
                    """));
  }

  @Test
  void a_key_has_one_row_after_another() throws SQLException {
    table.open(PAIR, 1, 2, "one", "n");
    assertThat(stored()).containsExactly("7 8 2 open one n");

    table.replace(PAIR, 3, 4, "two", null);
    table.open(new RowKey(7, 9), 4, 4, "other", null);
    assertThat(stored()).containsExactly("7 8 2 4 one n", "7 8 4 open two ", "7 9 4 open other ");

    table.end(PAIR, 5, 5);
    assertThat(stored()).containsExactly("7 8 2 4 one n", "7 8 4 5 two ", "7 9 4 open other ");

    table.open(PAIR, 6, 6, "again", "m");
    assertThat(stored())
        .containsExactly(
            "7 8 2 4 one n", "7 8 4 5 two ", "7 8 6 open again m", "7 9 4 open other ");
  }

  @Test
  void what_ends_in_the_commit_that_it_began_in_is_never_stored() throws SQLException {
    table.open(PAIR, 1, 3, "one", null);
    table.end(PAIR, 2, 3);
    table.open(PAIR, 3, 3, "two", null);
    assertThat(stored()).containsExactly("7 8 3 open two ");
  }

  @Test
  void a_key_whose_stored_row_is_open_takes_no_other() throws SQLException {
    table.open(PAIR, 1, 1, "one", null);
    stored();
    table.open(new RowKey(7, 9), 2, 2, "other", null);
    table.open(PAIR, 3, 3, "two", null);

    assertThatThrownBy(() -> table.flush())
        .isInstanceOfSatisfying(Broken.class, e -> assertThat(e.position()).isEqualTo(3))
        .hasMessage("said has an open row already");
  }

  @Test
  void only_an_open_row_can_end() throws SQLException {
    table.open(PAIR, 1, 1, "one", null);
    table.end(PAIR, 2, 2);
    stored();
    table.end(PAIR, 3, 3);

    assertThatThrownBy(() -> table.flush())
        .isInstanceOfSatisfying(Broken.class, e -> assertThat(e.position()).isEqualTo(3))
        .hasMessage("said has no open row to end");
  }

  @Test
  void what_is_said_now_is_known_before_and_after_it_is_stored() throws SQLException {
    assertThat(table.current(PAIR)).isEmpty();
    table.open(PAIR, 1, 1, "one", "n");
    assertThat(table.current(PAIR)).hasValue(new Object[] {"one", "n"});
    stored();
    assertThat(table.current(PAIR)).hasValue(new Object[] {"one", "n"});
    table.end(PAIR, 2, 2);
    assertThat(table.current(PAIR)).isEmpty();
    stored();
    assertThat(table.current(PAIR)).isEmpty();
  }
}
