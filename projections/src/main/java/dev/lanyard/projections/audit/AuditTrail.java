package dev.lanyard.projections.audit;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Answers {@link AuditQueries} from the audit view's tables. */
public final class AuditTrail implements AuditQueries {
  // Stamps never decrease, so an instant is a position, and the rows need no sorting.
  private static final String AT_OR_AFTER =
      """
      e.position >= coalesce((SELECT position FROM event WHERE committed_at >= ?
        ORDER BY committed_at, position LIMIT 1), 9223372036854775807)\
      """;
  private static final String AT_OR_BEFORE =
      """
      e.position <= coalesce((SELECT position FROM event WHERE committed_at <= ?
        ORDER BY committed_at DESC, position DESC LIMIT 1), 0)\
      """;

  private final Snapshots snapshots;

  /** The trail whose last commit the snapshots show. */
  public AuditTrail(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public long position() {
    return snapshots.position();
  }

  @Override
  public Page<AuditRow> events(AuditFilter filter, Order order, Paging paging) {
    return snapshots.read(reader -> select(reader, filter, order, paging));
  }

  @Override
  public Page<AuditRow> activity(ActivityFilter filter, Paging paging) {
    return snapshots.read(reader -> new Activity(reader).page(filter, paging));
  }

  @Override
  public Optional<AuditRow> event(long position) {
    return snapshots.read(
        reader -> new Rows(reader).list("WHERE e.position = ?", position).stream().findFirst());
  }

  @Override
  public Optional<Cascade> cascade(UUID correlation) {
    return snapshots.read(
        reader ->
            tree(
                correlation,
                new Rows(reader)
                    .list(
                        "WHERE e.correlation = ? ORDER BY e.position",
                        AuditFold.bytes(correlation))));
  }

  private static Optional<Cascade> tree(UUID correlation, List<AuditRow> rows) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, List<AuditRow>> fell = new HashMap<>();
    for (AuditRow row : rows) {
      // No position is 0: it stands above the roots.
      long from = row.cascade().from().orElse(0L);
      fell.computeIfAbsent(from, _ -> new ArrayList<>()).add(row);
    }
    AuditRow first = rows.getFirst();
    return Optional.of(
        new Cascade(correlation, first.commit(), first.committedAt(), rows.size(), nodes(fell, 0)));
  }

  private static List<Cascade.Node> nodes(Map<Long, List<AuditRow>> fell, long from) {
    return fell.getOrDefault(from, List.of()).stream()
        .sorted(Comparator.comparingLong(AuditRow::position))
        .map(row -> new Cascade.Node(row, nodes(fell, row.position())))
        .toList();
  }

  /** Conditions joined by AND, with their parameters in order. */
  private static final class Where {
    private final StringBuilder sql = new StringBuilder("WHERE 1 = 1");
    private final List<Object> parameters = new ArrayList<>();

    void and(String condition, Object... values) {
      sql.append(" AND ").append(condition);
      parameters.addAll(List.of(values));
    }
  }

  private static Page<AuditRow> select(
      Reader reader, AuditFilter filter, Order order, Paging paging) throws SQLException {
    Where where = new Where();
    if (filter.subject().isPresent()) {
      Subjects subjects = new Subjects(reader);
      Set<Long> names = subjects.namesOf(filter.subject().get());
      where.and(names.isEmpty() ? "1 = 0" : subjects.condition(names));
    }
    named(reader, where, "in_group", filter.group().map(path -> path.key()));
    named(reader, where, "caller", filter.caller().map(Object::toString));
    named(reader, where, "operation", filter.operation());
    filter.fromPosition().ifPresent(from -> where.and("e.position >= ?", from));
    filter.toPosition().ifPresent(to -> where.and("e.position <= ?", to));
    filter.from().ifPresent(from -> where.and(AT_OR_AFTER, ceiling(from)));
    filter.to().ifPresent(to -> where.and(AT_OR_BEFORE, Micros.of(to)));
    filter
        .correlation()
        .ifPresent(correlation -> where.and("e.correlation = ?", AuditFold.bytes(correlation)));
    String direction =
        switch (order) {
          case NEWEST_FIRST -> {
            paging.after().ifPresent(after -> where.and("e.position < ?", cursor(after)));
            yield "DESC";
          }
          case OLDEST_FIRST -> {
            paging.after().ifPresent(after -> where.and("e.position > ?", cursor(after)));
            yield "ASC";
          }
        };
    where.parameters.add(paging.limit() + 1);
    String rest = where.sql + " ORDER BY e.position " + direction + " LIMIT ?";
    return page(new Rows(reader).list(rest, where.parameters.toArray()), paging);
  }

  private static Page<AuditRow> page(List<AuditRow> found, Paging paging) {
    if (found.size() <= paging.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<AuditRow> items = found.subList(0, paging.limit());
    return new Page<>(items, Optional.of(String.valueOf(items.getLast().position())));
  }

  private static void named(Reader reader, Where where, String column, Optional<String> text)
      throws SQLException {
    if (text.isPresent()) {
      where.and("e." + column + " = ?", reader.idOf(text.get()).orElse(0L));
    }
  }

  /** The first whole microsecond that is not before an instant. */
  private static long ceiling(Instant instant) {
    return Micros.of(instant.plusNanos(999));
  }

  static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
  }
}
