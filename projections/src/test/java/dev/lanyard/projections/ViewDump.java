package dev.lanyard.projections;

import dev.lanyard.projections.audit.AuditProjection;
import dev.lanyard.projections.state.StateProjection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All rows of the views of the lifecycle in a folder, by what they mean, one a line, sorted. */
public final class ViewDump {
  private ViewDump() {}

  public static List<String> of(Path folder) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (Projection<?> view : List.of(new StateProjection(), new AuditProjection())) {
      Path file = folder.resolve(view.name() + ".db");
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        new TreeMap<>(view.schema().meanings())
            .forEach((table, meaning) -> lines.addAll(rows(connection, view, table, meaning)));
      }
    }
    return lines;
  }

  private static List<String> rows(
      Connection connection, Projection<?> view, String table, String meaning) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(meaning.replace("%s", "main"))) {
      while (row.next()) {
        rows.add(view.name() + "." + table + ": " + RowWords.of(row).replace("\n", "\\n"));
      }
    } catch (SQLException e) {
      throw new AssertionError(Map.of("table", table).toString(), e);
    }
    rows.sort(null);
    return rows;
  }
}
