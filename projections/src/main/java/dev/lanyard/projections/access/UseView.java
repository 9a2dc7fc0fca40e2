package dev.lanyard.projections.access;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Snapshots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers {@link UseQueries} from the access view's tables. */
public final class UseView implements UseQueries {
  private static final String SELECT =
      """
      SELECT p.text, u.path, a.text, u.position, u.used_at, u.token_id, u.uses
      FROM last_use u JOIN name p ON p.id = u.principal JOIN name a ON a.id = u.audience WHERE\
      """;

  /** No path and no principal has one; what follows the first is an audience, whatever it has. */
  private static final String BETWEEN = "\n";

  private final Snapshots snapshots;

  /** The uses up to the last commit that the snapshots show. */
  public UseView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public Page<Use> of(PrincipalId principal, Paging paging) {
    return page(
        "u.principal = (SELECT id FROM name WHERE text = ?) AND (u.place, a.text) > (?, ?)"
            + " ORDER BY u.place, a.text LIMIT ?",
        principal.toString(),
        paging,
        use -> use.through().map(ResourcePath::key).orElse(""));
  }

  @Override
  public Page<Use> through(ResourcePath resource, Paging paging) {
    return page(
        "u.place = ? AND (p.text, a.text) > (?, ?) ORDER BY p.text, a.text LIMIT ?",
        resource.key(),
        paging,
        use -> use.principal().toString());
  }

  private Page<Use> page(String where, String of, Paging paging, Function<Use, String> first) {
    List<String> after = paging.after().map(UseView::cursor).orElse(List.of("", ""));
    return snapshots.read(
        reader -> {
          List<Use> found =
              reader.list(
                  UseView::use,
                  SELECT + " " + where,
                  of,
                  after.getFirst(),
                  after.getLast(),
                  paging.limit() + 1);
          if (found.size() <= paging.limit()) {
            return new Page<>(found, Optional.empty());
          }
          List<Use> items = found.subList(0, paging.limit());
          Use last = items.getLast();
          return new Page<>(items, Optional.of(first.apply(last) + BETWEEN + last.audience()));
        });
  }

  private static Use use(ResultSet row) throws SQLException {
    return new Use(
        PrincipalId.parse("principal", row.getString(1)),
        Optional.ofNullable(row.getString(2)).map(path -> ResourcePath.parse("path", path)),
        row.getString(3),
        row.getLong(4),
        Micros.instant(row.getLong(5)),
        row.getString(6),
        row.getLong(7));
  }

  private static List<String> cursor(String text) {
    String[] parts = text.split(BETWEEN, 2);
    if (parts.length != 2) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    return List.of(parts);
  }
}
