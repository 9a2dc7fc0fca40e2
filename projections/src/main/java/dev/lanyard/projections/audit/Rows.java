package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Reads audit rows whole: each with its tags and with what was before it. */
record Rows(Reader reader) {
  private static final String SELECT =
      """
      SELECT e.position, e.commit_position, e.committed_at, e.event_id, e.name, e.subject,
        e.facet, e.other, e.path, e.partial, e.after, e.caller, e.caller_groups, e.on_behalf,
        e.operation, e.correlation, e.request_id, e.client_request_id, e.trace_id, e.source, e.reason,
        c.from_position, coalesce(c.root_position, e.position)
      FROM event e LEFT JOIN cascade c ON c.position = e.position
      """;

  /**
   * The rows that a condition selects.
   *
   * @param rest of the query, behind its tables; the events are called e
   */
  List<AuditRow> list(String rest, Object... parameters) throws SQLException {
    return reader.list(this::row, SELECT + rest, parameters);
  }

  /** The rows at these positions, in the order of the ledger. */
  List<AuditRow> at(List<Long> positions) throws SQLException {
    List<AuditRow> rows = new ArrayList<>();
    String rest = "WHERE " + AtPositions.in("e.position") + " ORDER BY e.position";
    for (List<Long> some : AtPositions.parts(positions)) {
      rows.addAll(list(rest, AtPositions.parameters(some)));
    }
    return rows;
  }

  private AuditRow row(ResultSet row) throws SQLException {
    Optional<Json.Obj> after = FacetStates.json(row.getString(11));
    Optional<Json.Obj> before = before(row);
    if (row.getInt(10) == 1 && before.isPresent() && after.isPresent()) {
      after = Optional.of(Change.overlaid(before.get(), after.get()));
    }
    boolean several = !reader.text(row.getLong(8)).isEmpty();
    Change change = several ? Change.named(before, after) : Change.between(before, after);
    return new AuditRow(
        row.getLong(1),
        row.getLong(2),
        Micros.instant(row.getLong(3)),
        uuid(row.getBytes(4)),
        reader.text(row.getLong(5)),
        reader.text(row.getLong(6)),
        name(row, 9),
        tags(row.getLong(1)),
        change.before(),
        change.after(),
        cause(row),
        fall(row));
  }

  private AuditRow.Cause cause(ResultSet row) throws SQLException {
    return new AuditRow.Cause(
        PrincipalId.parse("caller", reader.text(row.getLong(12))),
        name(row, 13).map(Rows::groups).orElse(List.of()),
        name(row, 14).map(text -> PrincipalId.parse("onBehalfOf", text)),
        reader.text(row.getLong(15)),
        uuid(row.getBytes(16)),
        Optional.ofNullable(row.getString(17)),
        Optional.ofNullable(row.getString(18)),
        Optional.ofNullable(row.getString(19)),
        Optional.ofNullable(row.getString(20)),
        Optional.ofNullable(row.getString(21)));
  }

  private static List<PrincipalId> groups(String text) {
    return Arrays.stream(text.split(AuditFold.GROUP_SEPARATOR, -1))
        .map(group -> PrincipalId.parse("groups", group))
        .toList();
  }

  private static AuditRow.Fall fall(ResultSet row) throws SQLException {
    long from = row.getLong(22);
    Optional<Long> origin = row.wasNull() ? Optional.empty() : Optional.of(from);
    return new AuditRow.Fall(origin, row.getLong(23));
  }

  private Optional<Json.Obj> before(ResultSet row) throws SQLException {
    var facet = new FacetStates.Facet(row.getLong(6), row.getLong(7), row.getLong(8));
    return new FacetStates(reader).asOf(facet, row.getLong(1) - 1);
  }

  private Map<String, List<String>> tags(long position) throws SQLException {
    Map<String, List<String>> tags = new TreeMap<>();
    reader.list(
        row ->
            tags.computeIfAbsent(name(row, 1).orElseThrow(), _ -> new ArrayList<>())
                .add(reader.text(row.getLong(2))),
        "SELECT key, name FROM tag WHERE position = ?",
        position);
    tags.values().forEach(values -> values.sort(null));
    return tags;
  }

  private Optional<String> name(ResultSet row, int column) throws SQLException {
    long id = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(reader.text(id));
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
