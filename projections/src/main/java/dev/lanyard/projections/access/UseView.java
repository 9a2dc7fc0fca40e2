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
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers {@link UseQueries} from the access view's tables. */
public final class UseView implements UseQueries {
  private static final String SELECT =
      "SELECT p.text, u.path, a.text, u.position, u.used_at, u.token_id, u.uses FROM ";

  /**
   * CROSS keeps SQLite to this order of the loops: names by text, the uses of each by place. A page
   * then costs what it looks at, and no sort of all uses.
   */
  private static final String BY_PRINCIPAL =
      """
      name p CROSS JOIN last_use u ON u.principal = p.id CROSS JOIN name a ON a.id = u.audience\
      """;

  private static final String BY_PLACE =
      """
      last_use u CROSS JOIN name p ON p.id = u.principal CROSS JOIN name a ON a.id = u.audience\
      """;

  /** No path and no principal has one; what follows the second is an audience, whatever it has. */
  private static final String BETWEEN = "\n";

  private final Snapshots snapshots;

  /** The uses up to the last commit that the snapshots show. */
  public UseView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public Page<Use> uses(UseFilter filter, Paging paging) {
    Optional<ResourcePath> within =
        filter.within().filter(path -> path.kind() != ResourcePath.Kind.ROOT);
    Where where = new Where();
    where.and("p.text = ?", filter.principal().map(Object::toString));
    within.ifPresent(path -> where.within("u.place", path));
    where.and("a.text = ?", filter.audience());
    where.and("u.used_at < ?", filter.before().map(UseView::firstMicro));
    paging.after().map(UseView::cursor).ifPresent(after -> behind(after, where));
    String from = within.isPresent() && filter.principal().isEmpty() ? BY_PLACE : BY_PRINCIPAL;
    String sql = SELECT + from + where.sql() + " ORDER BY p.text, u.place, a.text LIMIT ?";
    Object[] parameters = where.parameters(paging.limit() + 1);
    return page(snapshots.read(reader -> reader.list(UseView::use, sql, parameters)), paging);
  }

  /** The first condition is implied by the second, and lets the names begin there. */
  private static void behind(List<String> after, Where where) {
    where.and("p.text >= ?", after.getFirst());
    where.and("(p.text, u.place, a.text) > (?, ?, ?)", after.toArray());
  }

  /** The first whole microsecond that is not before an instant. */
  private static long firstMicro(Instant instant) {
    return Micros.of(instant.plusNanos(999));
  }

  private static Page<Use> page(List<Use> found, Paging paging) {
    if (found.size() <= paging.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<Use> items = found.subList(0, paging.limit());
    return new Page<>(items, Optional.of(cursor(items.getLast())));
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

  private static String cursor(Use last) {
    return String.join(
        BETWEEN,
        last.principal().toString(),
        last.through().map(ResourcePath::key).orElse(""),
        last.audience());
  }

  private static List<String> cursor(String text) {
    String[] parts = text.split(BETWEEN, 3);
    if (parts.length != 3) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    return List.of(parts);
  }
}
