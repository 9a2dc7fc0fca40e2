package dev.lanyard.projections.audit;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what the activity log tells: of each command the last of the facts that were asked for
 * themselves, and of those that followed from them the ends of things, grants, locks and federated
 * credentials: what ARM knows as resources. A page looks at {@link #WINDOW} positions at most where
 * no index leads to the facts, and the log goes on behind them. Of roles, which are at no place, it
 * has all, whichever subscription is asked for.
 */
record Activity(Reader reader) {
  /** Most positions that one page looks at. */
  static final long WINDOW = 100_000;

  private static final List<String> ENDS =
      List.of(
          "ResourceDeleted",
          "ResourceGroupDeleted",
          "UserIdentityDeleted",
          "RoleAssignmentRemoved",
          "LockRemoved",
          "FederatedCredentialRemoved");

  private static final String IN_SUBSCRIPTION =
      """
      EXISTS (SELECT 1 FROM name n WHERE n.id = e.path
        AND (n.text = ? OR (n.text > ? AND n.text < ?)))\
      """;

  /**
   * Roles are at no place: which of them are of the subscription, who asks sees by their scopes.
   */
  private static final List<String> ROLES = List.of("RoleDefined", "RoleUpdated", "RoleDeleted");

  private static final String FIRST_SINCE =
      "SELECT position FROM event WHERE committed_at >= ? ORDER BY committed_at, position LIMIT 1";
  private static final String LAST_UNTIL =
      "SELECT position FROM event WHERE committed_at <= ?"
          + " ORDER BY committed_at DESC, position DESC LIMIT 1";

  /** The facts that match, newest first; the cursor is a position. */
  Page<AuditRow> page(ActivityFilter filter, Paging paging) throws SQLException {
    long last = last(filter, paging);
    long first = first(filter);
    long from = filter.isNarrow() ? first : Math.max(first, last - WINDOW + 1);
    List<AuditRow> found = rows(filter, from, last, paging.limit() + 1);
    if (found.size() > paging.limit()) {
      List<AuditRow> items = found.subList(0, paging.limit());
      return new Page<>(items, Optional.of(Long.toString(items.getLast().position())));
    }
    return new Page<>(found, from > first ? Optional.of(Long.toString(from)) : Optional.empty());
  }

  private long last(ActivityFilter filter, Paging paging) throws SQLException {
    long head = reader.number("SELECT coalesce(max(position), 0) FROM event");
    long last = Math.min(filter.upTo(), head);
    if (filter.to().isPresent()) {
      last = Math.min(last, position(LAST_UNTIL, Micros.of(filter.to().get()), 0));
    }
    if (paging.after().isPresent()) {
      last = Math.min(last, cursor(paging.after().get()) - 1);
    }
    return last;
  }

  private long first(ActivityFilter filter) throws SQLException {
    return filter.from().isEmpty()
        ? 1
        : position(FIRST_SINCE, Micros.of(filter.from().get().plusNanos(999)), Long.MAX_VALUE);
  }

  private long position(String sql, long micros, long otherwise) throws SQLException {
    return reader.first(row -> row.getLong(1), sql, micros).orElse(otherwise);
  }

  private List<AuditRow> rows(ActivityFilter filter, long from, long to, int limit)
      throws SQLException {
    StringBuilder where = new StringBuilder("WHERE e.position BETWEEN ? AND ? AND ");
    List<Object> parameters = new ArrayList<>(List.of(from, to));
    ResourcePath subscription = ResourcePath.of(filter.subscription());
    where.append("(%s OR e.name IN (%s))".formatted(IN_SUBSCRIPTION, ids(ROLES)));
    parameters.addAll(List.of(subscription.key(), subscription.key() + "/", subscription + "0"));
    where.append(" AND ").append(told());
    if (filter.subject().isPresent()) {
      Subjects subjects = new Subjects(reader);
      Set<Long> names = subjects.namesOf(filter.subject().get());
      where.append(" AND ").append(names.isEmpty() ? "1 = 0" : subjects.condition(names));
    }
    if (filter.group().isPresent()) {
      where.append(" AND e.in_group = ?");
      parameters.add(reader.idOf(filter.group().get().key()).orElse(0L));
    }
    if (filter.caller().isPresent()) {
      where.append(" AND e.caller = ?");
      parameters.add(reader.idOf(filter.caller().get().toString()).orElse(0L));
    }
    if (filter.correlation().isPresent()) {
      where.append(" AND e.correlation = ?");
      parameters.add(AuditFold.bytes(filter.correlation().get()));
    }
    parameters.add(limit);
    where.append(" ORDER BY e.position DESC LIMIT ?");
    return new Rows(reader).list(where.toString(), parameters.toArray());
  }

  private String told() throws SQLException {
    return """
    CASE WHEN c.position IS NULL THEN NOT EXISTS (
      SELECT 1 FROM event f LEFT JOIN cascade d ON d.position = f.position
      WHERE f.correlation = e.correlation AND f.position > e.position AND d.position IS NULL)
    ELSE e.name IN (%s) END\
    """
        .formatted(ids(ENDS));
  }

  /** The numbers of stored names; no name that the view never met is 0. */
  private String ids(List<String> names) throws SQLException {
    List<String> ids = new ArrayList<>();
    for (String name : names) {
      ids.add(Long.toString(reader.idOf(name).orElse(0L)));
    }
    return String.join(", ", ids);
  }

  private static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
  }
}
