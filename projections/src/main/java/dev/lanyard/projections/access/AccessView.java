package dev.lanyard.projections.access;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Snapshots;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Answers {@link AccessQueries} from the access view's tables. */
public final class AccessView implements AccessQueries {
  private static final String SELECT =
      """
      SELECT position, commit_position, committed_at, event_id, kind, version, payload, personal
      FROM record\
      """;

  // Stamps never decrease, so an instant is a position, and the rows need no sorting.
  private static final String AT_OR_AFTER =
      """
      position >= coalesce((SELECT position FROM record WHERE committed_at >= ?
        ORDER BY committed_at, position LIMIT 1), 9223372036854775807)\
      """;
  private static final String AT_OR_BEFORE =
      """
      position <= coalesce((SELECT position FROM record WHERE committed_at <= ?
        ORDER BY committed_at DESC, position DESC LIMIT 1), 0)\
      """;

  private final Snapshots snapshots;
  private final StoredRecords stored = new StoredRecords();

  /** The records up to the last commit that the snapshots show. */
  public AccessView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public long position() {
    return snapshots.position();
  }

  @Override
  public Page<AccessRecord> records(AccessFilter filter, Order order, Paging paging) {
    return snapshots.read(reader -> select(reader, filter, order, paging));
  }

  private Page<AccessRecord> select(Reader reader, AccessFilter filter, Order order, Paging paging)
      throws SQLException {
    Where where = new Where();
    kinds(reader, filter, where);
    where.named(reader, "caller", filter.caller().map(Object::toString));
    where.named(reader, "operation", filter.operation());
    where.named(reader, "code", filter.code());
    where.and("status = ?", filter.status());
    where.and("place = ?", filter.at().map(ResourcePath::key));
    filter.within().ifPresent(path -> within(path, where));
    where.and("position >= ?", filter.fromPosition());
    where.and("position <= ?", filter.toPosition());
    where.and("decided_at >= ?", filter.decidedFrom());
    where.and("decided_at <= ?", filter.decidedTo());
    where.and(AT_OR_AFTER, filter.from().map(from -> Micros.of(from.plusNanos(999))));
    where.and(AT_OR_BEFORE, filter.to().map(Micros::of));
    filter
        .requestId()
        .ifPresent(id -> where.and("(request_id = ? OR client_request_id = ?)", id, id));
    String direction =
        switch (order) {
          case NEWEST_FIRST -> {
            where.and("position < ?", paging.after().map(AccessView::cursor));
            yield "DESC";
          }
          case OLDEST_FIRST -> {
            where.and("position > ?", paging.after().map(AccessView::cursor));
            yield "ASC";
          }
        };
    String sql = SELECT + where.sql() + " ORDER BY position " + direction + " LIMIT ?";
    Object[] parameters = where.parameters(paging.limit() + 1);
    return page(reader.list(row -> record(reader, row), sql, parameters), paging);
  }

  private void kinds(Reader reader, AccessFilter filter, Where where) throws SQLException {
    if (filter.kinds().isEmpty()) {
      return;
    }
    List<Long> ids = new ArrayList<>();
    for (var kind : filter.kinds()) {
      ids.add(reader.idOf(stored.nameOf(kind)).orElse(0L));
    }
    where.and(
        ids.stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "kind IN (", ")")));
  }

  /** Only what has a scope is within the root. */
  private static void within(ResourcePath path, Where where) {
    if (path.kind() == ResourcePath.Kind.ROOT) {
      where.and("place IS NOT NULL");
    } else {
      where.within("place", path);
    }
  }

  private AccessRecord record(Reader reader, ResultSet row) throws SQLException {
    ByteBuffer id = ByteBuffer.wrap(row.getBytes(4));
    return stored.read(
        row.getLong(1),
        row.getLong(2),
        Micros.instant(row.getLong(3)),
        new UUID(id.getLong(), id.getLong()),
        reader.text(row.getLong(5)),
        row.getString(6),
        row.getBytes(7),
        row.getBytes(8));
  }

  private static Page<AccessRecord> page(List<AccessRecord> found, Paging paging) {
    if (found.size() <= paging.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<AccessRecord> items = found.subList(0, paging.limit());
    return new Page<>(items, Optional.of(String.valueOf(items.getLast().position())));
  }

  private static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
  }
}
