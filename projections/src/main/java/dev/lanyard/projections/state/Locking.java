package dev.lanyard.projections.state;

import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.Explanation.Locked;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which locks forbid an action: the same as forbid the commands that it stands for. */
record Locking(Places places) {
  /** Most locks below a scope that an answer names. */
  private static final int BELOW_MAX = 100;

  private static final String GROUP = "microsoft.resources/subscriptions/resourcegroups/delete";

  private static final Comparator<Locked> NEAREST_FIRST =
      Comparator.comparingInt((Locked lock) -> lock.at().key().length())
          .reversed()
          .thenComparing(lock -> lock.at().key())
          .thenComparing(lock -> lock.name().key());

  private static final String SELECT =
      """
      SELECT b.path, l.spelling, l.level, l.from_commit
      FROM binding b CROSS JOIN lock l ON l.scope = b.scope\
      """;

  /** What an action does to what a lock guards. */
  enum Effect {
    NONE,
    WRITE,
    DELETE,
    DELETE_ALL
  }

  /** No command that ends tokens or changes locks is locked, and assigning changes another. */
  static Effect effectOf(RequestedAction action, ResourcePath scope) {
    String text = action.text().toLowerCase(Locale.ROOT);
    if (action.data()
        || text.endsWith("/read")
        || text.startsWith("microsoft.authorization/locks/")
        || text.endsWith("/assign/action")
        || text.endsWith("/revoketokens/action")
        || text.endsWith("/listassociatedresources/action")) {
      return Effect.NONE;
    }
    if (!text.endsWith("/delete")) {
      return Effect.WRITE;
    }
    return switch (scope.kind()) {
      case RESOURCE -> deletes(text, scope.type().toLowerCase(Locale.ROOT) + "/delete");
      case GROUP -> deletes(text, GROUP);
      case ROOT, SUBSCRIPTION -> Effect.DELETE;
    };
  }

  private static Effect deletes(String text, String itself) {
    return text.equals(itself) ? Effect.DELETE_ALL : Effect.DELETE;
  }

  /** The locks that forbid it at a scope, nearest first. */
  List<Locked> against(Effect effect, ResourcePath scope) throws SQLException {
    List<Locked> found = new ArrayList<>();
    switch (effect) {
      case NONE -> {}
      case WRITE -> found.addAll(above(scope, "l.level = '" + LockLevel.READ_ONLY.name() + "'"));
      case DELETE -> found.addAll(above(scope, "TRUE"));
      case DELETE_ALL -> {
        found.addAll(above(scope, "TRUE"));
        found.addAll(below(scope));
      }
    }
    return found.stream().sorted(NEAREST_FIRST).toList();
  }

  private List<Locked> above(ResourcePath scope, String level) throws SQLException {
    Object[] keys = Places.upwards(scope).stream().map(ResourcePath::key).toArray();
    String where = "b.path_key IN (%s) AND %s".formatted(TableSql.marks(keys.length), level);
    return locks(where, keys);
  }

  private List<Locked> below(ResourcePath scope) throws SQLException {
    return locks(
        "b.path_key > ? AND b.path_key < ?", Places.firstBelow(scope), Places.endBelow(scope));
  }

  private List<Locked> locks(String where, Object... parameters) throws SQLException {
    String sql =
        "%s WHERE %s AND %s AND %s LIMIT %d"
            .formatted(SELECT, where, places.asOf().live("b"), places.asOf().live("l"), BELOW_MAX);
    return places
        .reader()
        .list(
            row ->
                new Locked(
                    ResourcePath.parse("path", row.getString(1)),
                    new LockName(row.getString(2)),
                    LockLevel.valueOf(row.getString(3)),
                    row.getLong(4)),
            sql,
            parameters);
  }
}
