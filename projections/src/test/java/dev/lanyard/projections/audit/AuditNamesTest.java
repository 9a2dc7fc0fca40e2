package dev.lanyard.projections.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two folds give names the same numbers, so that their files are compared by what is stored. */
class AuditNamesTest {
  @TempDir Path folder;

  @Test
  void names_of_tags_are_numbered_in_the_order_of_their_texts() throws Exception {
    try (ViewsFixture views = new ViewsFixture(folder)) {
      World.build(views.ledger);
      views.state();
      views.rebuilt("audit");
    }
    List<String> keys = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("audit.db"));
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT printf('%03d %s', min(t.position), n.text) FROM tag t JOIN name n ON n.id ="
                    + " t.key GROUP BY n.id ORDER BY n.id")) {
      while (row.next()) {
        keys.add(row.getString(1));
      }
    }
    assertThat(keys).hasSizeGreaterThan(5).isSorted();
  }
}
